import type { Viewer } from "../authorization/viewer";
import { type ContentState, Prisma } from "../db/generated/client";
import { isReadable, isReadableSpace, readableSpaces } from "../workspaces/access.server";

/** The content states that every reader of a space may read. */
export const openStates: ContentState[] = ["visible"];

/**
 * The content states that a viewer may read: the one rule for threads and posts, which every query of this room uses.
 * Hidden and trashed content is never sent to any viewer.
 */
export function visibleStates(_viewer: Viewer): ContentState[] {
  return openStates;
}

/** The threads a viewer may read: by the space and the state. */
export function readableThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { state: { in: visibleStates(viewer) }, space: readableSpaces(viewer) };
}

/** `readableThreads` as an SQL condition on the thread `x`. */
export const isReadableThread = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  x."state" = ANY(${visibleStates(viewer)}::"ContentState"[])
  AND EXISTS (SELECT FROM "Space" s WHERE s."id" = x."spaceId" AND ${isReadable(viewer)})`;

/** The same for the threads of one space. */
export const isReadableThreadOf = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`
  x."spaceId" = ${spaceId}::uuid AND x."state" = ANY(${visibleStates(viewer)}::"ContentState"[])
  AND ${isReadableSpace(viewer, spaceId)}`;

/** The posts a viewer may read. */
export function readablePosts(viewer: Viewer): Prisma.PostWhereInput {
  return { state: { in: visibleStates(viewer) }, thread: readableThreads(viewer) };
}
