import { type ContentState, Prisma } from "../db/generated/client";
import type { Viewer } from "./viewer";

const readableStates: readonly ContentState[] = ["visible"];

/**
 * The content states that a viewer may read: the one rule for threads, posts and documents. Hidden and trashed content
 * is sent to no viewer. tests/house/content-states.test.ts fails where another file writes the state itself.
 */
export const visibleStates = (_viewer: Viewer | null): ContentState[] => [...readableStates];

/** `visibleStates` as an SQL condition on a column. */
export const isVisible = (viewer: Viewer | null, state: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${state} = ANY(${visibleStates(viewer)}::"ContentState"[])`;

/** Whether content in this state is read by anyone: only that is counted and pinned. */
export const isReadableState = (state: ContentState): boolean => readableStates.includes(state);

/** The states of content that is counted. */
export const countedStates = (): ContentState[] => [...readableStates];

/** The state of content that is taken out of a bin. */
export const restoredState: ContentState = "visible";
