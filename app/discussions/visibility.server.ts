import { isVisible, visibleStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isReadable, isReadableSpace, readableSpaces } from "../workspaces/access.server";

/** The threads a viewer may read: by the space and the state. */
export function readableThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { state: { in: visibleStates(viewer) }, space: readableSpaces(viewer) };
}

/** `readableThreads` as an SQL condition on the thread `x`. */
export const isReadableThread = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  ${isVisible(viewer, Prisma.sql`x."state"`)}
  AND EXISTS (SELECT FROM "Space" s WHERE s."id" = x."spaceId" AND ${isReadable(viewer)})`;

/** The same for the threads of one space. */
export const isReadableThreadOf = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`
  x."spaceId" = ${spaceId}::uuid AND ${isVisible(viewer, Prisma.sql`x."state"`)}
  AND ${isReadableSpace(viewer, spaceId)}`;

/** The posts a viewer may read. */
export function readablePosts(viewer: Viewer): Prisma.PostWhereInput {
  return { state: { in: visibleStates(viewer) }, thread: readableThreads(viewer) };
}
