import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { isLight } from "../shell/light-mode.server";
import { namedMeta } from "../shell/page-meta";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { DownloadLinks } from "./download-links";
import { FileFacts } from "./file-facts";
import { FilePreview } from "./file-preview";
import { libraryContentPath } from "./files";
import fileStyles from "./files.css?url";
import { findLibraryFile } from "./library-file.server";
import { useMessages } from "./messages";

export const handle = {
  messages: ["library", "file", "kind", "language"].map((group) => `files.${group}`),
};
export const meta = namedMeta<{ file: { name: string } }>(({ file }) => file.name);
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  const file = await findLibraryFile(viewer, idFromAddress(args.params.file));
  const asked = new URL(args.request.url).searchParams.get("apercu") === "oui";
  return { file, savesData: (await isLight(args.request)) && !asked };
}

/** A file of the library: what it is, its weight, its bytes; nothing of the space that it comes from. */
export default function LibraryFilePage() {
  const { file, savesData } = useLoaderData<typeof loader>();
  const t = useMessages();
  const pathOf = (form: "contenu" | "apercu" | "legere") => libraryContentPath(file.id, form);
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/bibliotheque", label: t("library.title") }]}
        title={file.name}
        lead={file.description || undefined}
      />
      {!file.cleaned && <Notice tone="warning">{t("file.notCleaned")}</Notice>}
      <DownloadLinks file={file} pathOf={pathOf} />
      <FilePreview file={file} savesData={savesData} pathOf={pathOf} />
      <FileFacts file={file} />
    </div>
  );
}
