import { actingFor, recordEvent } from "../audit/record-event.server";
import { restoredState, visibleStates } from "../authorization/content-states.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { badRequest, notFound } from "../http/errors";
import { seenAcronym } from "../organisations/acronyms.server";
import { now } from "../services/services.server";
import { readableSpaces, requireSpaceWriter, writableSpaces } from "../workspaces/access.server";
import type { SpaceSummary } from "../workspaces/spaces";
import { findReadableSpace, spaceColumns } from "../workspaces/spaces.server";
import { type FilePermissions, permissionsOn, readableFiles, requireFile } from "./access.server";
import { cleanFileName, splitName } from "./file-names";
import type { ShownFile } from "./files";
import type { FileChange } from "./files-form.server";
import { indexLibraryFile } from "./library-sharing.server";
import { fits } from "./quota.server";

/** A version, as the page of its file shows it. */
export interface VersionRow {
  number: number;
  size: number;
  mediaType: string;
  createdAt: string;
  organisation: string | null;
  cleaned: boolean;
  /** The size of the uploaded bytes, for those who may fetch them. */
  original: number | null;
}

export interface FilePage extends ShownFile {
  changedAt: string;
  space: SpaceSummary;
  folder: { id: string; name: string } | null;
  versions: VersionRow[];
  may: FilePermissions;
}

/** Number of versions shown. */
const maxShownVersions = 50;

const organisation = {
  select: { id: true, name: true, acronym: true, visibility: true },
} as const;

/** A file with its versions. @throws 404 */
export async function findFile(viewer: Viewer, id: string | undefined): Promise<FilePage> {
  const row = id
    ? await db.file.findFirst({
        where: { id, ...readableFiles(viewer) },
        include: {
          space: { select: spaceColumns },
          folder: { select: { id: true, name: true } },
          organisation,
          versions: {
            orderBy: { number: "desc" },
            take: maxShownVersions,
            omit: { plainText: true },
            include: { organisation },
          },
        },
      })
    : null;
  const [current] = row?.versions ?? [];
  if (!row || !current) notFound();
  const may = await permissionsOn(viewer, row);
  const { name, description, tags, language, year, kind, space, folder } = row;
  return {
    id: row.id,
    name,
    description,
    tags,
    language,
    year,
    kind,
    size: current.size,
    mediaType: current.mediaType,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    space,
    folder,
    organisation: nameOf(row.organisation),
    width: current.width,
    height: current.height,
    pages: current.pages,
    cleaned: current.cleaned,
    preview:
      current.previewWidth && current.previewHeight
        ? { width: current.previewWidth, height: current.previewHeight, size: current.previewSize }
        : null,
    light: current.lightSha256 ? current.lightSize : null,
    versions: row.versions.map((version) => ({
      number: version.number,
      size: version.size,
      mediaType: version.mediaType,
      createdAt: version.createdAt.toISOString(),
      organisation: nameOf(version.organisation),
      cleaned: version.cleaned,
      original: may.facilitates && version.originalSha256 ? version.originalSize : null,
    })),
    may,
  };
}

/** A change of a file is recorded with the organisation that the person speaks for. */
const actorOf = (viewer: Viewer) => actingFor(viewer, voicesOf(viewer)[0]);

type Named = { id: string; name: string; acronym: string | null; visibility: unknown } | null;

const nameOf = (named: Named): string | null => named && (seenAcronym(null, named) ?? named.name);

/**
 * Changes name, description and place in the folders of its space. The extension stays: it agrees with the content.
 * @throws 404
 */
export async function changeFile(
  viewer: Viewer,
  id: string | undefined,
  change: FileChange,
): Promise<string> {
  const file = await requireFile(viewer, id, "writes");
  const { extension } = splitName(file.name);
  const given = cleanFileName(change.name);
  const name = splitName(given).extension === extension ? given : cleanFileName(`${given}.${extension}`);
  const { description, tags, language = null, year = null, folder: folderId = null } = change;
  if (folderId && !(await db.fileFolder.count({ where: { id: folderId, spaceId: file.spaceId } })))
    badRequest();
  await inTransaction(async (tx) => {
    await requireSpaceWriter(viewer, file.spaceId, tx);
    const { count } = await tx.file.updateMany({
      where: { id: file.id, spaceId: file.spaceId, state: { in: visibleStates(viewer) } },
      data: { name, description, tags, language, year, folderId, changedAt: now() },
    });
    if (count === 0) return;
    await indexLibraryFile(tx, file.id);
    await recordEvent(tx, actorOf(viewer), "file.changed", file.id);
  });
  return name;
}

/**
 * Moves a file to another space, where it must fit. Its address stays; its readers are those of the new space.
 * @returns false when it does not fit there. @throws 404 when the viewer may not write in both
 */
export async function moveFile(viewer: Viewer, id: string | undefined, to: string): Promise<boolean> {
  const file = await requireFile(viewer, id, "manages");
  const target = await findReadableSpace(viewer, to);
  if (target.id === file.spaceId) return true;
  await requireSpaceWriter(viewer, target.id);
  return await inTransaction(async (tx) => {
    await requireSpaceWriter(viewer, target.id, tx);
    const [size] = await tx.$queryRaw<{ bytes: number }[]>`
      SELECT COALESCE(sum(v."size"::bigint + v."originalSize" + v."previewSize" + v."thumbSize" + v."lightSize"), 0)::float8 AS "bytes"
      FROM "FileVersion" v WHERE v."fileId" = ${file.id}::uuid`;
    const full = await fits(tx, { spaceId: target.id, organisationId: null }, size?.bytes ?? 0);
    if (full) return false;
    const { count } = await tx.file.updateMany({
      where: { id: file.id, spaceId: file.spaceId, state: { in: visibleStates(viewer) } },
      data: { spaceId: target.id, folderId: null },
    });
    if (count > 0)
      await recordEvent(tx, actorOf(viewer), "file.moved", file.id, { before: file.spaceId, to: target.id });
    return count > 0;
  });
}

/** Maximum number of spaces offered to move a file to. */
const maxTargets = 300;

/** The other spaces that the viewer may write in. */
export async function listMoveTargets(
  viewer: Viewer,
  spaceId: string,
): Promise<{ id: string; name: string }[]> {
  return await db.space.findMany({
    where: { AND: [{ id: { not: spaceId } }, readableSpaces(viewer), writableSpaces(viewer)] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: maxTargets,
  });
}

/** Puts a file into the bin of its space. Idempotent. @throws 404 */
export async function deleteFile(viewer: Viewer, id: string | undefined): Promise<string> {
  const file = await requireFile(viewer, id, "manages", { states: [...visibleStates(viewer), "trashed"] });
  await inTransaction(async (tx) => {
    const { count } = await tx.file.updateMany({
      where: { id: file.id, state: { in: visibleStates(viewer) } },
      data: { state: "trashed" },
    });
    if (count > 0) await recordEvent(tx, actorOf(viewer), "file.deleted", file.id);
  });
  return file.spaceId;
}

/** Takes a file out of the bin. Idempotent. @throws 404 */
export async function restoreFile(viewer: Viewer, id: string | undefined): Promise<string> {
  const file = await requireFile(viewer, id, "manages", { states: [...visibleStates(viewer), "trashed"] });
  await inTransaction(async (tx) => {
    const { count } = await tx.file.updateMany({
      where: { id: file.id, state: "trashed" },
      data: { state: restoredState },
    });
    if (count > 0) await recordEvent(tx, actorOf(viewer), "file.restored", file.id);
  });
  return file.spaceId;
}

/** A file that the viewer may delete. @throws 404 */
export const findDeletable = (viewer: Viewer, id: string | undefined) => requireFile(viewer, id, "manages");
