import { recordEvent, thePortal } from "../audit/record-event.server";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { binLimit, eraseEach } from "../network/bin.server";

/** Maximum number of documents erased per run; the rest waits for the next night. */
const maxErasedPerRun = 1_000;

/**
 * The job: erases documents whose time in the bin is over. The rows stay without content, so that the audit log still
 * knows their space, and hides what happened in private ones.
 */
export async function emptyDocumentBin(): Promise<void> {
  const before = await binLimit();
  const due = await db.document.findMany({
    where: { state: "trashed", trashedAt: { lte: before } },
    orderBy: { trashedAt: "asc" },
    take: maxErasedPerRun,
    select: { id: true },
  });
  await eraseEach(
    "documents",
    due.map(({ id }) => id),
    (tx, id) => eraseDocument(tx, id, before),
  );
}

async function eraseDocument(tx: Database, id: string, before: Date): Promise<void> {
  const { count } = await tx.document.updateMany({
    where: { id, state: "trashed", trashedAt: { lte: before } },
    data: {
      state: "erased",
      title: "",
      slug: "x",
      plainText: "",
      content: Prisma.DbNull,
      bytes: 0,
    },
  });
  if (count === 0) return;
  const ofDocument = { where: { documentId: id } };
  await tx.documentUpdate.deleteMany(ofDocument);
  await tx.documentSnapshot.deleteMany(ofDocument);
  await tx.documentVersion.deleteMany(ofDocument);
  await tx.documentEdition.deleteMany(ofDocument);
  await tx.commentThread.deleteMany(ofDocument);
  await tx.spacePin.deleteMany(ofDocument);
  await recordEvent(tx, thePortal, "document.erased", id);
}
