import type { LoaderFunctionArgs } from "@remix-run/node";
import { findViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { notFound } from "../http/errors";
import { findLibraryContent, sendContent, whileInLibrary } from "./download.server";
import { contentForms } from "./files";

/** The bytes of a file of the library, in its last version. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  const asked = new URL(args.request.url).searchParams.get("forme") ?? "contenu";
  const form = contentForms.find((each) => each === asked);
  if (!form || form === "original") notFound();
  const content = await findLibraryContent(viewer, idFromAddress(args.params.file), form);
  return await sendContent(args, content, whileInLibrary(viewer, content.fileId));
}
