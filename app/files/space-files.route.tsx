import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress, requireId } from "../http/addresses";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FileUp, Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageLinks } from "../ui/page-links";
import { SpaceHead } from "../workspaces/space-head";
import { findOpenSpace } from "../workspaces/space-pages.server";
import { spacePath } from "../workspaces/spaces";
import { listFiles } from "./file-lists.server";
import { FileRows } from "./file-rows";
import { type RefusalReason, refusalReasons, spaceFilesPath } from "./files";
import fileStyles from "./files.css?url";
import { folderActionSchema } from "./files-form.server";
import { FolderTools } from "./folder-tools";
import { changeFolders, findFolder, listFolders } from "./folders.server";
import { receiveForm } from "./form-upload.server";
import { useMessages } from "./messages";
import { spaceRoom } from "./quota.server";
import { refusalIn } from "./refusal-in";
import { UploadSection } from "./upload-section";
import { listUploads } from "./uploads.server";

const groups = ["space", "upload", "refusal", "kind", "row"];
export const handle = {
  messages: ["workspaces.head", "workspaces.sign", ...groups.map((group) => `files.${group}`)],
};
export const meta = pageMeta("files.space.title");
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  const params = new URL(args.request.url).searchParams;
  const { after } = readListing(params);
  const folder = idFromAddress(params.get("dossier") ?? undefined) ?? null;
  const form = idFromAddress(params.get("envoi") ?? undefined);
  const refused = refusalIn(args.request);
  const [trail, folders, listed, uploads, room] = await Promise.all([
    folder ? findFolder(space, folder) : [],
    after ? [] : listFolders(space, folder),
    listFiles(viewer, space, { folder, after }),
    space.writes ? listUploads(viewer, space.id, { form }) : [],
    spaceRoom(space),
  ]);
  return {
    space,
    folder,
    trail,
    folders,
    ...listed,
    uploads,
    room,
    refused,
    first: after === null,
    key: newIdempotencyKey(),
  };
}

/** Takes files from the plain form, and changes of folders. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = requireId(args.params.space);
  const here = spacePath({ id }, "fichiers");
  if (args.request.headers.get("Content-Type")?.startsWith("multipart/form-data")) {
    const { key, folder, refused } = await receiveForm(args.request, viewer, id);
    return redirect(
      listingPath(here, { dossier: folder, envoi: key, refus: refused satisfies RefusalReason | null }),
    );
  }
  const submission = await parseForm(args.request, folderActionSchema);
  if (submission.status !== "success") return data({ folder: "name" as const }, { status: 400 });
  const done = await changeFolders(viewer, id, submission.value);
  if (!done) return data({ folder: "notEmpty" as const }, { status: 409 });
  const { parent = null } = submission.value.what === "folder" ? submission.value : {};
  return redirect(spaceFilesPath(here, parent));
}

export default function SpaceFilesPage() {
  const { space, folder, trail, folders, files, next, first, room, uploads, refused, key } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const here = spacePath(space, "fichiers");
  const listed = spaceFilesPath(here, folder);
  return (
    <div className="flow">
      <SpaceHead
        space={space}
        title={t("space.title")}
        actions={
          space.writes && (
            <ButtonLink kind="quiet" icon={Trash2} to={`${here}/corbeille`}>
              {t("space.bin")}
            </ButtonLink>
          )
        }
      />
      {refused && (
        <Notice tone="error" role="alert" title={t("upload.refused")}>
          {t(`refusal.${refused}`)}
        </Notice>
      )}
      {space.writes && (
        <UploadSection
          key={folder}
          space={space.id}
          action={here}
          folder={folder}
          room={room}
          uploads={uploads}
          formKey={key}
          keepsOriginal={space.canManage}
        />
      )}
      <FileRows here={here} folder={folder} trail={trail} folders={folders} files={files} />
      {files.length === 0 && folders.length === 0 && (
        <EmptyState icon={FileUp} title={t(folder ? "space.emptyFolder" : "space.empty")}>
          {t(space.writes ? "space.emptyHelp" : "space.emptyRead")}
        </EmptyState>
      )}
      <PageLinks
        first={first ? null : listed}
        next={next && listingPath(here, { dossier: folder, after: next })}
      />
      {space.writes && (
        <FolderTools
          formKey={key}
          folder={folder}
          removable={folder !== null && files.length === 0 && folders.length === 0}
          problem={answer?.folder}
        />
      )}
    </div>
  );
}
