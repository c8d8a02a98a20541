import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress, requireId } from "../http/addresses";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { localeOf } from "../i18n/locale.server";
import type { Locale } from "../i18n/locales";
import { isLight } from "../shell/light-mode.server";
import { namedMeta } from "../shell/page-meta";
import { listThemes } from "../themes/themes.server";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { spacePath } from "../workspaces/spaces";
import { DownloadLinks } from "./download-links";
import { FileFacts } from "./file-facts";
import { FileFields } from "./file-fields";
import { FileMove } from "./file-move";
import { FilePreview } from "./file-preview";
import { filePath, spaceFilesPath } from "./files";
import fileStyles from "./files.css?url";
import { changeFile, findFile, listMoveTargets, moveFile, restoreFile } from "./files.server";
import { fileActionSchema } from "./files-form.server";
import { listFolderPaths } from "./folders.server";
import { findSharing, listCollections, shareFile } from "./library-sharing.server";
import { useMessages } from "./messages";
import { ShareForm, type Sharing } from "./share-form";
import { UploadSection } from "./upload-section";
import { listUploads } from "./uploads.server";
import { FileVersions } from "./versions";

const groups = ["file", "upload", "refusal", "kind", "row", "language"];
export const handle = { messages: groups.map((group) => `files.${group}`) };
export const meta = namedMeta<{ file: { name: string } }>(({ file }) => file.name);
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const file = await findFile(viewer, idFromAddress(args.params.file));
  const { searchParams } = new URL(args.request.url);
  const shares = file.may.manages && file.space.confidentiality === "internal";
  const [folders, targets, uploads, sharing] = await Promise.all([
    file.may.writes ? listFolderPaths(file.space.id) : [],
    file.may.manages ? listMoveTargets(viewer, file.space.id) : [],
    file.may.writes ? listUploads(viewer, file.space.id, { file: file.id }) : [],
    shares ? sharingOf(viewer, file.id, await localeOf(args.request, viewer.locale)) : null,
  ]);
  return {
    file,
    folders,
    targets,
    uploads,
    sharing,
    key: newIdempotencyKey(),
    // Somebody who saves data loads an image only when they ask for it.
    savesData: (await isLight(args.request)) && searchParams.get("apercu") !== "oui",
  };
}

/** How the file stands in the library, with what it can be put under. */
async function sharingOf(viewer: Viewer, fileId: string, locale: Locale): Promise<Sharing> {
  const [themes, collections, current] = await Promise.all([
    listThemes(viewer, locale),
    listCollections(viewer, true),
    findSharing(fileId),
  ]);
  return { themes: themes.map(({ id, name }) => ({ id, name })), collections, current };
}

/** Describes, shares, moves or restores a file. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = requireId(args.params.file);
  const submission = await parseForm(args.request, fileActionSchema);
  if (submission.status !== "success") return data({ wrong: submission.error ?? {} }, { status: 400 });
  const act = submission.value;
  if (act.what === "restore") {
    await restoreFile(viewer, id);
    return redirect(filePath({ id, name: "" }));
  }
  if (act.what === "share") {
    await shareFile(viewer, id, act);
    return redirect(`${filePath({ id, name: "" })}#bibliotheque`);
  }
  if (act.what === "move") {
    const moved = await moveFile(viewer, id, act.to);
    return moved ? redirect(filePath({ id, name: "" })) : data({ wrong: { to: ["full"] } }, { status: 409 });
  }
  const { what: _, ...change } = act;
  return redirect(filePath({ id, name: await changeFile(viewer, id, change) }));
}

export default function FilePageRoute() {
  const { file, folders, targets, uploads, sharing, key, savesData } = useLoaderData<typeof loader>();
  const wrong: Record<string, string[] | null> = useActionData<typeof action>()?.wrong ?? {};
  const t = useMessages();
  const files = spacePath(file.space, "fichiers");
  return (
    <div className="flow">
      <PageHeader
        crumbs={[
          { to: spacePath(file.space), label: file.space.name },
          { to: files, label: t("file.files") },
          ...(file.folder ? [{ to: spaceFilesPath(files, file.folder.id), label: file.folder.name }] : []),
        ]}
        title={file.name}
        lead={file.description || undefined}
      />
      {!file.cleaned && <Notice tone="warning">{t("file.notCleaned")}</Notice>}
      <DownloadLinks file={file} />
      <FilePreview file={file} savesData={savesData} />
      <FileFacts file={file} />
      <FileVersions file={file} />
      {file.may.writes && (
        <>
          <UploadSection
            key={file.id}
            space={file.space.id}
            action={files}
            file={file.id}
            uploads={uploads}
            formKey={key}
            keepsOriginal={file.may.facilitates}
          />
          <Section id="description" title={t("file.describe")}>
            <FileFields file={file} folders={folders} wrong={wrong} />
          </Section>
        </>
      )}
      {sharing && (
        <Section id="bibliotheque" title={t("file.library")}>
          <ShareForm file={file} sharing={sharing} />
        </Section>
      )}
      {file.may.manages && (
        <Section id="suite" title={t("file.more")}>
          {targets.length > 0 && <FileMove targets={targets} full={wrong.to?.includes("full") ?? false} />}
          <p>
            <ButtonLink kind="quiet" icon={Trash2} to={`/fichiers/${file.id}/suppression`}>
              {t("file.delete")}
            </ButtonLink>
          </p>
        </Section>
      )}
    </div>
  );
}
