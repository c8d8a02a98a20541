import { db } from "../../db/database.server";
import { documentWorkers } from "../sync/document-workers.server";
import { anchorColumns, locationColumns } from "./anchor-columns";
import { maxThreadsPerDocument } from "./comments";

/** Finds the passages of a document's comments again after it has changed. */
export async function relocateComments(
  documentId: string,
  { seq, parts }: { seq: number; parts: Uint8Array[] },
): Promise<void> {
  const threads = await db.commentThread.findMany({
    where: { documentId, locatedSeq: { lt: seq } },
    take: maxThreadsPerDocument,
    select: { id: true, start: true, end: true, points: true, quotation: true, before: true, after: true },
  });
  if (threads.length === 0) return;
  const located = await documentWorkers().locate(
    parts,
    threads.map(({ id: _id, ...anchor }) => anchor),
  );
  for (const [index, { anchor, location }] of located.entries()) {
    const id = threads[index]?.id ?? "";
    // A derivation of a later state, on another process, was faster: it stays.
    await db.commentThread.updateMany({
      where: { id, locatedSeq: { lt: seq } },
      data: { ...anchorColumns(anchor), ...locationColumns(location), locatedSeq: seq },
    });
  }
}
