import type { ContentState, Prisma } from "../db/generated/client";
import type { Viewer } from "../http/viewer";
import { readableSpaces } from "../workspaces/spaces.server";

/**
 * The one place that says which threads and posts, by their state, a viewer gets to read. Every reader of this
 * room passes here; what is hidden or trashed leaves the server for nobody.
 */
export function seenStates(_viewer: Viewer): ContentState[] {
  return ["visible"];
}

/** The threads a viewer may read: those of the spaces they may read, in a state they may see. */
export function readableThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { state: { in: seenStates(viewer) }, space: readableSpaces(viewer) };
}

/** The posts a viewer may read. */
export function readablePosts(viewer: Viewer): Prisma.PostWhereInput {
  return { state: { in: seenStates(viewer) }, thread: readableThreads(viewer) };
}
