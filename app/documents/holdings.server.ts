import type { Database } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { PersonalData } from "../personal-data/holdings.server";

/** What a person wrote in shared texts. Their words are the text's own; whose keystrokes made it is kept by number. */
export const documentsData: PersonalData = {
  holdings: [
    {
      ...{ table: "Document", column: "authorId", onErasure: "keep" },
      fields: ["title", "plainText", "state", "createdAt", "changedAt"],
    },
    {
      ...{ table: "DocumentUpdate", column: "authorId", onErasure: "keep" },
      fields: [
        ["document", `(SELECT d."title" FROM "Document" d WHERE d."id" = t."documentId")`],
        ...["seq", "createdAt"],
        ["bytes", `length(t."bytes")`],
      ],
    },
    {
      ...{ table: "DocumentClient", column: "personId", onErasure: "keep" },
      fields: [
        ["document", `(SELECT d."title" FROM "Document" d WHERE d."id" = t."documentId")`],
        ...["createdAt", "wroteAt"],
      ],
    },
  ],
  async erase(tx, { id }, contributions) {
    if (contributions === "remove") await removeTextsOf(tx, id);
  },
};

/** Texts that nobody else has written in go with their words; a text of several people is not one person's to take. */
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
  await tx.document.updateMany({
    where: { id: { in: ids } },
    data: { state: "erased", title: "", slug: "x", plainText: "", content: Prisma.DbNull, bytes: 0 },
  });
}
