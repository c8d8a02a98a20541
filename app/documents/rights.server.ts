import { isVisible, visibleStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isReadable, isReadableSpace, readableSpaces } from "../workspaces/access.server";

/** The documents a viewer may read: the filter of every query of this room. */
export function readableDocuments(viewer: Viewer) {
  return {
    state: { in: visibleStates(viewer) },
    space: readableSpaces(viewer),
  } satisfies Prisma.DocumentWhereInput;
}

/** The same as an SQL condition on the document `x`. */
export const isReadableDocument = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  ${isVisible(viewer, Prisma.sql`x."state"`)}
  AND EXISTS (SELECT FROM "Space" s WHERE s."id" = x."spaceId" AND ${isReadable(viewer)})`;

/** The same for the documents of one space. */
export const isReadableDocumentOf = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`
  x."spaceId" = ${spaceId}::uuid AND ${isVisible(viewer, Prisma.sql`x."state"`)} AND ${isReadableSpace(viewer, spaceId)}`;
