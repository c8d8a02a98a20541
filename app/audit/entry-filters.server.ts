import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";

/** What a reader of the record does not see of it. Later rooms say here what they keep from whom. */

type EntryFilter = (viewer: Viewer) => Prisma.Sql;

const hidings: EntryFilter[] = [];

/** Called once at start by a room with entries that not every reader may see: a condition on the entry `e`. */
export function registerEntryFilter(hiding: EntryFilter): void {
  hidings.push(hiding);
}

/**
 * The entries this reader sees, as a condition on the entry `e`: lists, counts, filters and exports read through it.
 * The chain does not: it is made and verified over every entry.
 */
export const visibleEntries = (viewer: Viewer): Prisma.Sql =>
  hidings.length === 0
    ? Prisma.sql`TRUE`
    : Prisma.sql`(${Prisma.join(
        hidings.map((hiding) => hiding(viewer)),
        " OR ",
      )}) IS NOT TRUE`;
