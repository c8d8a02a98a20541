import { isVisible } from "../../authorization/content-states.server";
import { requireMayWrite } from "../../authorization/may-write";
import { mayWrite, type Viewer } from "../../authorization/viewer";
import type { Database } from "../../db/database.server";
import { Prisma } from "../../db/generated/client";
import { forbidden } from "../../http/errors";
import { isReadable } from "../../workspaces/access.server";
import type { StandingDocument } from "../documents-access.server";

/**
 * Who reads a document and belongs to an organisation with a vote comments on it, without the right to write in it: on
 * drafts and on frozen texts, not on archived ones.
 */
export const mayComment = (viewer: Viewer, { status }: Pick<StandingDocument, "status">): boolean =>
  mayWrite(viewer) && status !== "archived";

/** Requires `mayComment`. @throws 403 */
export function requireMayComment(viewer: Viewer, document: Pick<StandingDocument, "status">): void {
  requireMayWrite(viewer);
  if (!mayComment(viewer, document)) forbidden("read-only");
}

/**
 * The same in the transaction that writes: locks the document against deletion and archiving, and compares the rights
 * with those of the request. @throws 403
 */
export async function requireMayCommentStill(
  tx: Database,
  viewer: Viewer,
  documentId: string,
): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM "Document" d JOIN "Space" s ON s."id" = d."spaceId"
      JOIN "Person" p ON p."id" = ${viewer.personId}::uuid AND p."rights" = ${viewer.rights}
    WHERE d."id" = ${documentId}::uuid AND d."status" <> 'archived' AND s."state" = 'active'
      AND ${isVisible(viewer, Prisma.sql`d."state"`)} AND ${isReadable(viewer)}
    FOR NO KEY UPDATE OF d`);
  if (rows.length === 0) forbidden("read-only");
}
