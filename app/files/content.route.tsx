import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { notFound } from "../http/errors";
import { findContent, isWhole, recordDownload, sendContent, whileReadable } from "./download.server";
import { contentForms } from "./files";

/** The bytes of a file, in one of its forms: the one address of all downloads. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const form = contentForms.find((each) => each === (params.get("forme") ?? "contenu")) ?? notFound();
  const given = params.get("version");
  if (given !== null && !/^[1-9]\d{0,5}$/.test(given)) notFound();
  const version = given === null ? undefined : Number(given);
  const content = await findContent(viewer, idFromAddress(args.params.file), { form, version });
  if (isWhole(args.request)) await recordDownload(viewer, content, form);
  return await sendContent(args, content, whileReadable(viewer, content.fileId));
}
