import { isVisible, visibleStates } from "../authorization/content-states.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { type ContentState, Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { accessIn, facilitatedSpaces, isReadable, readableSpaces } from "../workspaces/access.server";

/** The files a viewer may read: the filter of every query of this room. */
export const readableFiles = (viewer: Viewer) =>
  ({ state: { in: visibleStates(viewer) }, space: readableSpaces(viewer) }) satisfies Prisma.FileWhereInput;

/** The same as an SQL condition on the file `f`. */
export const isReadableFile = (
  viewer: Viewer,
): Prisma.Sql => Prisma.sql`(${isVisible(viewer, Prisma.sql`f."state"`)}
  AND EXISTS (SELECT FROM "Space" s WHERE s."id" = f."spaceId" AND ${isReadable(viewer)}))`;

/** What a viewer may do with a file they read. */
export interface FilePermissions {
  /** Describe it, add a version, put it into another folder of its space. */
  writes: boolean;
  /** Delete it, restore it, move it to another space. */
  manages: boolean;
  /** Fetch the uploaded bytes with their metadata. */
  facilitates: boolean;
}

/** Writers of the space change a file; its author, the secretariat and the space's facilitators delete it. */
export async function permissionsOn(
  viewer: Viewer,
  { spaceId, authorId }: { spaceId: string; authorId: string },
  from: Database = db,
): Promise<FilePermissions> {
  const writes = (await accessIn(viewer, spaceId, from)) === "write";
  const where = { AND: [{ id: spaceId }, facilitatedSpaces(viewer)] };
  const facilitates = (await from.space.count({ where })) > 0;
  const manages = writes && (authorId === viewer.personId || isSecretariat(viewer) || facilitates);
  return { writes, manages, facilitates };
}

/** @throws 404 when the viewer may not read it, or may not do this with it. */
export async function requireFile(
  viewer: Viewer,
  id: string | undefined,
  may: keyof FilePermissions,
  { states = visibleStates(viewer), from = db }: { states?: ContentState[]; from?: Database } = {},
) {
  const file = id
    ? await from.file.findFirst({
        where: { id, state: { in: states }, space: readableSpaces(viewer) },
        select: { id: true, name: true, spaceId: true, folderId: true, authorId: true, state: true },
      })
    : null;
  if (!file || !(await permissionsOn(viewer, file, from))[may]) notFound();
  return file;
}
