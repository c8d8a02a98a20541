import { actingFor, recordEvent } from "../audit/record-event.server";
import { countedStates } from "../authorization/content-states.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { badRequest, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import type { FoundSpace } from "../workspaces/space-pages";
import { findReadableSpace } from "../workspaces/spaces.server";
import { type FolderRow, maxFolderDepth, maxFolders } from "./files";
import type { FolderAction } from "./files-form.server";

export interface Folder {
  id: string;
  name: string;
}

/** All folders of a space by their paths ("Formation / Module 1"), for forms. */
export async function listFolderPaths(spaceId: string): Promise<Folder[]> {
  const rows = await db.fileFolder.findMany({
    where: { spaceId },
    select: { id: true, name: true, parentId: true },
    take: maxFolders,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows
    .map(({ id }) => ({
      id,
      name: trailOf(byId, id)
        .map(({ name }) => name)
        .join(" / "),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "fr"));
}

type Rows = Map<string, { id: string; name: string; parentId: string | null }>;

/** A folder with the folders around it, from the outermost one. */
function trailOf(rows: Rows, id: string): Folder[] {
  const trail: Folder[] = [];
  for (let at = rows.get(id); at && trail.length <= maxFolderDepth; at = rows.get(at.parentId ?? ""))
    trail.unshift({ id: at.id, name: at.name });
  return trail;
}

/** A folder of a space found through the viewer, with those around it. @throws 404 */
export async function findFolder(space: FoundSpace, id: string): Promise<Folder[]> {
  if (!space.reads) notFound();
  const rows = await db.fileFolder.findMany({
    where: { spaceId: space.id },
    select: { id: true, name: true, parentId: true },
    take: maxFolders,
  });
  const trail = trailOf(new Map(rows.map((row) => [row.id, row])), id);
  return trail.length > 0 ? trail : notFound();
}

/** The folders in a folder of a space, or at its top. */
export async function listFolders(space: FoundSpace, parentId: string | null): Promise<FolderRow[]> {
  if (!space.reads) return [];
  const rows = await db.fileFolder.findMany({
    where: { spaceId: space.id, parentId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      _count: { select: { files: { where: { state: { in: countedStates() } } } } },
    },
    take: maxFolders,
  });
  return rows.map(({ id, name, _count }) => ({ id, name, files: _count.files }));
}

/**
 * Creates a folder, or removes an empty one. Idempotent.
 * @returns false when a folder that is not empty was to be removed. @throws 404, 403, 400
 */
export async function changeFolders(viewer: Viewer, spaceId: string, act: FolderAction): Promise<boolean> {
  await findReadableSpace(viewer, spaceId);
  await requireSpaceWriter(viewer, spaceId);
  return await inTransaction(async (tx) => {
    await requireSpaceWriter(viewer, spaceId, tx);
    if (act.what === "removeFolder") return await removeEmpty(tx, viewer, spaceId, act.folder);
    const own = { createdById: viewer.personId, idempotencyKey: act.key };
    if (await tx.fileFolder.count({ where: own })) return true;
    await requirePlace(tx, spaceId, act.parent);
    await tx.fileFolder.create({
      data: {
        id: newId(),
        ...own,
        spaceId,
        parentId: act.parent ?? null,
        name: act.name,
        createdAt: now(),
      },
    });
    await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "file.folder-made", spaceId);
    return true;
  });
}

/** @throws 400 when there are too many folders, or the nesting is too deep */
async function requirePlace(tx: Database, spaceId: string, parent: string | undefined): Promise<void> {
  const rows = await tx.fileFolder.findMany({
    where: { spaceId },
    select: { id: true, name: true, parentId: true },
  });
  if (rows.length >= maxFolders) badRequest();
  if (!parent) return;
  const depth = trailOf(new Map(rows.map((row) => [row.id, row])), parent).length;
  if (depth === 0 || depth >= maxFolderDepth) badRequest();
}

async function removeEmpty(tx: Database, viewer: Viewer, spaceId: string, id: string): Promise<boolean> {
  // Files in the bin do not keep a folder: they are restored to the top.
  const { count } = await tx.fileFolder.deleteMany({
    where: { id, spaceId, children: { none: {} }, files: { none: { state: { in: countedStates() } } } },
  });
  if (count > 0)
    await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "file.folder-removed", spaceId);
  return count > 0 || !(await tx.fileFolder.count({ where: { id, spaceId } }));
}
