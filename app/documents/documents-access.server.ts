import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { accessIn, facilitatedSpaces, requireSpaceWriter } from "../workspaces/access.server";
import { readableDocuments } from "./rights.server";
import { type DocumentStatus, isWritableStatus } from "./status";

/** A document as the verbs that change it see it. */
export interface StandingDocument {
  id: string;
  slug: string;
  title: string;
  spaceId: string;
  authorId: string;
  status: DocumentStatus;
  seq: number;
  bytes: number;
}

/** A document that the viewer may read. @throws 404 */
export async function findStanding(
  viewer: Viewer,
  id: string | undefined,
  from: Database = db,
): Promise<StandingDocument> {
  const row = id
    ? await from.document.findFirst({
        where: { id, ...readableDocuments(viewer) },
        select: {
          id: true,
          slug: true,
          title: true,
          spaceId: true,
          authorId: true,
          status: true,
          seq: true,
          bytes: true,
        },
      })
    : null;
  if (!row) notFound();
  return row;
}

/** Whether the viewer decides on the status of a document: its author, the space's facilitators, the secretariat. */
export async function managesDocument(
  viewer: Viewer,
  { authorId, spaceId }: { authorId: string; spaceId: string },
  from: Database = db,
): Promise<boolean> {
  if ((await accessIn(viewer, spaceId, from)) !== "write") return false;
  if (authorId === viewer.personId || isSecretariat(viewer)) return true;
  return (await from.space.count({ where: { AND: [{ id: spaceId }, facilitatedSpaces(viewer)] } })) > 0;
}

/** A document that the viewer may write in now. @throws 404, 403 for readers and for frozen documents */
export async function findWritable(
  viewer: Viewer,
  id: string | undefined,
  from: Database = db,
): Promise<StandingDocument> {
  const document = await findStanding(viewer, id, from);
  await requireSpaceWriter(viewer, document.spaceId, from);
  if (!isWritableStatus(document.status)) forbidden("read-only");
  return document;
}

/** Locks the row of a document for the rest of the transaction: nothing is appended to its log meanwhile. */
export async function lockDocument(tx: Database, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE "id" = ${id}::uuid FOR UPDATE`;
}
