import type { Viewer } from "../authorization/viewer";
import { type ContentState, Prisma } from "../db/generated/client";
import { isReadable, isReadableSpace, readableSpaces } from "../workspaces/access.server";

/**
 * The one place that says which threads and posts, by their state, a viewer gets to read. Every reader of this
 * room passes here; what is hidden or trashed leaves the server for nobody.
 */
export function visibleStates(_viewer: Viewer): ContentState[] {
  return ["visible"];
}

/** The threads a viewer may read: those of the spaces they may read, in a state they may see. */
export function readableThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { state: { in: visibleStates(viewer) }, space: readableSpaces(viewer) };
}

/** `readableThreads` in a statement, as a condition on the thread `x`. */
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
