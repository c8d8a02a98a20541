import { isVisible, visibleStates } from "../authorization/content-states.server";
import { readsNetwork, type Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import type { LibraryAccess } from "./library";

/** What a reader finds in the library; null is somebody who is not signed in. */
const accessesOf = (viewer: Viewer | null): LibraryAccess[] =>
  viewer && readsNetwork(viewer) ? ["network", "public"] : ["public"];

/**
 * The files of the library that a reader finds. Only spaces that are internal lend files: one that becomes restricted, or is
 * deleted, takes its files out of everybody's sight at once.
 */
export const libraryFiles = (viewer: Viewer | null) =>
  ({
    state: { in: visibleStates(viewer) },
    space: { state: { in: ["active", "archived"] }, confidentiality: "internal" },
    library: { access: { in: accessesOf(viewer) } },
  }) satisfies Prisma.FileWhereInput;

/** The same as an SQL condition on the entry `e`, its file `f` and the file's space `s`. */
export const isInLibrary = (viewer: Viewer | null): Prisma.Sql => Prisma.sql`(
  e."access" = ANY(${accessesOf(viewer)}::"LibraryAccess"[]) AND ${isVisible(viewer, Prisma.sql`f."state"`)}
  AND s."state" IN ('active', 'archived') AND s."confidentiality" = 'internal')`;
