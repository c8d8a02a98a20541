import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";
import { isReadable } from "../workspaces/access.server";

/** The viewer may still read the document `t`. */
const isReadableHere = (viewer: Viewer): Prisma.Sql => Prisma.sql`(${isVisible(viewer, Prisma.sql`t."state"`)}
  AND EXISTS (SELECT FROM "Space" s WHERE s."id" = t."spaceId" AND ${isReadable(viewer)}))`;

/** Only its author has written in the document `t`. */
const isAuthorsAlone = Prisma.sql`(NOT EXISTS (
    SELECT FROM "DocumentClient" c WHERE c."documentId" = t."id" AND c."personId" <> t."authorId"
      AND c."wroteAt" IS NOT NULL)
  AND NOT EXISTS (SELECT FROM "DocumentUpdate" u WHERE u."documentId" = t."id" AND u."authorId" <> t."authorId"))`;

/** Only its author has named the document `t`. */
const isNamedByAuthor = Prisma.sql`NOT EXISTS (
  SELECT FROM "AuditEntry" a WHERE a."objectId" = t."id" AND a."action" = 'document.renamed'
    AND a."personId" IS DISTINCT FROM t."authorId")`;

/** The title of a document that the viewer may still read. */
const document = [
  "document",
  (viewer: Viewer) => Prisma.sql`(
    SELECT d."title" FROM "Document" d JOIN "Space" s ON s."id" = d."spaceId"
    WHERE d."id" = t."documentId" AND ${isVisible(viewer, Prisma.sql`d."state"`)} AND ${isReadable(viewer)})`,
] as const;

const when = (column: string, condition: (viewer: Viewer) => Prisma.Sql) =>
  [
    column,
    (viewer: Viewer) => Prisma.sql`CASE WHEN ${condition(viewer)} THEN t.${Prisma.raw(`"${column}"`)} END`,
  ] as const;

/** A person's writing in shared documents. The words belong to the document; authorship is stored by client id. */
export const documentsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Document",
      column: "authorId",
      onErasure: "keep",
      maxRowsPerPage: 5,
      fields: [
        when("title", (viewer) => Prisma.sql`(${isReadableHere(viewer)} OR ${isNamedByAuthor})`),
        when("plainText", (viewer) => Prisma.sql`(${isReadableHere(viewer)} OR ${isAuthorsAlone})`),
        when("state", isReadableHere),
        "createdAt",
        when("changedAt", isReadableHere),
      ],
    },
    {
      table: "DocumentUpdate",
      column: "authorId",
      onErasure: "keep",
      fields: [document, "seq", "createdAt", ["bytes", `length(t."bytes")`]],
    },
    {
      table: "DocumentClient",
      column: "personId",
      onErasure: "keep",
      fields: [document, "createdAt", "wroteAt"],
    },
    {
      table: "DocumentReading",
      column: "personId",
      onErasure: "delete",
      fields: [document, "readAt"],
    },
    {
      table: "Comment",
      column: "authorId",
      onErasure: "keep",
      fields: ["body", "createdAt"],
    },
  ],
  exempt: [
    { table: "DocumentVersion", column: "authorId", because: actInRecord },
    { table: "DocumentVersionWriter", column: "personId", because: "As the updates of the same person." },
    { table: "DocumentEdition", column: "frozenById", because: actInRecord },
    { table: "CommentThread", column: "resolvedById", because: actInRecord },
  ],
  async erase(tx, { id }, contributions) {
    if (contributions !== "remove") return;
    await removeTextsOf(tx, id);
    await tx.comment.updateMany({
      where: { authorId: id },
      data: { state: "erased", body: "", parsed: noWords },
    });
  },
};

/** A parsed body without words. */
const noWords = { version: 0, blocks: [] };

/** Documents that only this person has written in are erased; a document with several writers stays. */
async function removeTextsOf(tx: Database, personId: string): Promise<void> {
  const own = await tx.$queryRaw<{ id: string }[]>`
    SELECT d."id" FROM "Document" d WHERE d."authorId" = ${personId}::uuid AND NOT EXISTS (
      SELECT FROM "DocumentClient" c WHERE c."documentId" = d."id" AND c."personId" <> ${personId}::uuid
        AND c."wroteAt" IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM "DocumentUpdate" u WHERE u."documentId" = d."id" AND u."authorId" <> ${personId}::uuid)`;
  const ids = own.map(({ id }) => id);
  await tx.documentUpdate.deleteMany({ where: { documentId: { in: ids } } });
  await tx.documentSnapshot.deleteMany({ where: { documentId: { in: ids } } });
  await tx.documentView.deleteMany({ where: { documentId: { in: ids } } });
  await tx.documentVersion.deleteMany({ where: { documentId: { in: ids } } });
  await tx.commentThread.deleteMany({ where: { documentId: { in: ids } } });
  await tx.document.updateMany({
    where: { id: { in: ids } },
    data: { state: "erased", title: "", slug: "x", plainText: "", content: Prisma.DbNull, bytes: 0 },
  });
  await tx.documentEdition.deleteMany({ where: { documentId: { in: ids } } });
}
