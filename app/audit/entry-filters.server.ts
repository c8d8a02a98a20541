import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";

/** Restrictions on what a reader of the record sees, registered by the rooms that own the entries. */

type EntryFilter = (viewer: Viewer) => Prisma.Sql;

const hidings: EntryFilter[] = [];

/** Registers a room's condition on the entry `e`, for entries that not every reader may see. Called once at start. */
export function registerEntryFilter(hiding: EntryFilter): void {
  hidings.push(hiding);
}

/**
 * The entries this reader may see, as a condition on the entry `e`: lists, counts, filters and exports use it.
 * The chain does not: it is built and verified over every entry.
 */
export const visibleEntries = (viewer: Viewer): Prisma.Sql =>
  hidings.length === 0
    ? Prisma.sql`TRUE`
    : Prisma.sql`(${Prisma.join(
        hidings.map((hiding) => hiding(viewer)),
        " OR ",
      )}) IS NOT TRUE`;
