import { recordEvent, thePortal } from "../audit/record-event.server";
import { type Database, db } from "../db/database.server";
import { binLimit, eraseEach } from "../network/bin.server";

/** Maximum number of posts and of threads erased per run; the rest waits for the next night. */
const maxErasedPerRun = 1_000;

/**
 * The job: erases posts and threads whose time in the bin is over. The rows stay without content: posts keep their
 * number in the thread, and the audit log still knows their space.
 */
export async function emptyThreadBin(): Promise<void> {
  const before = await binLimit();
  const due = {
    where: { state: "trashed" as const, trashedAt: { lte: before } },
    orderBy: { trashedAt: "asc" as const },
    take: maxErasedPerRun,
    select: { id: true },
  };
  const [posts, threads] = [await db.post.findMany(due), await db.thread.findMany(due)];
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  await eraseEach("posts", ids(posts), (tx, id) => erasePost(tx, id, before));
  await eraseEach("threads", ids(threads), (tx, id) => eraseThread(tx, id, before));
}

async function erasePost(tx: Database, id: string, before: Date): Promise<void> {
  const { count } = await tx.post.updateMany({
    where: { id, state: "trashed", trashedAt: { lte: before } },
    data: { state: "erased", body: "" },
  });
  if (count > 0) await recordEvent(tx, thePortal, "post.erased", id);
}

async function eraseThread(tx: Database, id: string, before: Date): Promise<void> {
  const { count } = await tx.thread.updateMany({
    where: { id, state: "trashed", trashedAt: { lte: before } },
    data: { state: "erased", title: "", slug: "x" },
  });
  if (count === 0) return;
  const ofThread = { threadId: id };
  await tx.post.updateMany({ where: ofThread, data: { state: "erased", body: "" } });
  await tx.draft.deleteMany({ where: ofThread });
  await tx.spacePin.deleteMany({ where: ofThread });
  await recordEvent(tx, thePortal, "thread.erased", id);
}
