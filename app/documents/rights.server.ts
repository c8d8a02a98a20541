import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isReadableSpace, readableSpaces } from "../workspaces/access.server";

/** The texts a viewer may read: the one filter that every query of this room goes through. */
export function readableDocuments(viewer: Viewer) {
  return { state: "visible", space: readableSpaces(viewer) } satisfies Prisma.DocumentWhereInput;
}

/** The same for the texts of one space in a statement, as a condition on the text `x`. */
export const isReadableDocumentOf = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`
  x."spaceId" = ${spaceId}::uuid AND x."state" = 'visible' AND ${isReadableSpace(viewer, spaceId)}`;
