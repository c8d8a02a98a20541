import { createHash } from "node:crypto";
import { recordEvent, thePortal } from "../audit/record-event.server";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { binLimit, eraseEach } from "../network/bin.server";
import { log, now } from "../services/services.server";
import { fileServices } from "./storage.server";

const day = 24 * 60 * 60 * 1000;

/** Maximum number of files erased per run; the rest waits for the next night. */
const maxErasedPerRun = 1_000;

/**
 * Job: erases files whose time in the bin is over. The rows stay without name and versions, so that the audit log still knows
 * their space, and hides what happened in private ones.
 */
export async function emptyFileBin(): Promise<void> {
  const before = await binLimit();
  const due = await db.file.findMany({
    where: { state: "trashed", trashedAt: { lte: before } },
    orderBy: { trashedAt: "asc" },
    take: maxErasedPerRun,
    select: { id: true },
  });
  await eraseEach(
    "files",
    due.map(({ id }) => id),
    async (tx, id) => {
      const { count } = await eraseFiles(tx, { id, state: "trashed", trashedAt: { lte: before } });
      if (count > 0) await recordEvent(tx, thePortal, "file.erased", id);
    },
  );
}

/** Erases files with their versions; the bytes are deleted by `deleteUnusedBlobs` once nothing references them. */
export async function eraseFiles(tx: Database, where: Prisma.FileWhereInput): Promise<{ count: number }> {
  const erased = await tx.file.updateManyAndReturn({
    where,
    data: {
      state: "erased",
      name: "",
      description: "",
      tags: [],
      folderId: null,
      language: null,
      year: null,
    },
    select: { id: true },
  });
  const fileId = { in: erased.map(({ id }) => id) };
  await noteUnused(tx, Prisma.sql`v."fileId" = ANY(${erased.map(({ id }) => id)}::uuid[])`);
  await tx.libraryEntry.deleteMany({ where: { fileId } });
  await tx.fileVersion.deleteMany({ where: { fileId } });
  return { count: erased.length };
}

/** The day of grace of the blobs of these versions `v` begins now: a backup that runs still finds them. */
const noteUnused = (tx: Database, which: Prisma.Sql): Promise<number> => tx.$executeRaw`
  UPDATE "StoredBlob" b SET "usedAt" = ${now()}::timestamptz FROM "FileVersion" v
  WHERE ${which} AND b."sha256" IN (v."sha256", v."originalSha256", v."previewSha256", v."thumbSha256",
    v."lightSha256")`;

const unreferenced = Prisma.sql`NOT EXISTS (SELECT FROM "FileVersion" v WHERE v."sha256" = b."sha256")
  AND NOT EXISTS (SELECT FROM "FileVersion" v WHERE v."originalSha256" = b."sha256")
  AND NOT EXISTS (SELECT FROM "FileVersion" v WHERE v."previewSha256" = b."sha256")
  AND NOT EXISTS (SELECT FROM "FileVersion" v WHERE v."thumbSha256" = b."sha256")
  AND NOT EXISTS (SELECT FROM "FileVersion" v WHERE v."lightSha256" = b."sha256")
  AND NOT EXISTS (SELECT FROM "Picture" i WHERE i."sha256" = b."sha256")`;

const maxDeletedPerRun = 5_000;

/** Job: deletes the bytes that no version has referenced for a day. */
export async function deleteUnusedBlobs(): Promise<void> {
  const before = new Date(now().getTime() - day);
  const due = await db.$queryRaw<{ sha256: string }[]>`
    SELECT b."sha256" FROM "StoredBlob" b WHERE b."usedAt" < ${before}::timestamptz AND ${unreferenced}
    ORDER BY b."usedAt" LIMIT ${maxDeletedPerRun}`;
  await eraseEach(
    "blobs",
    due.map(({ sha256 }) => sha256),
    (tx, sha256) => deleteBlob(tx, sha256, before),
  );
}

/** With the row locked: a version that wants it waits, and finds that it has to be stored again. */
async function deleteBlob(tx: Database, sha256: string, before: Date): Promise<void> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "StoredBlob" b WHERE b."sha256" = ${sha256} AND b."usedAt" < ${before}::timestamptz
      AND ${unreferenced} FOR UPDATE`;
  if (locked.length === 0) return;
  await fileServices().blobs.remove(sha256);
  await tx.storedBlob.delete({ where: { sha256 } });
}

/** Each blob is verified about once a month, the ones not verified for longest first. */
const verifyEveryDays = 30;
const maxVerifiedBytes = 2_000_000_000;

/**
 * Job: reads stored bytes and compares them with their SHA-256. The log names what is missing or altered; the row keeps it.
 * @throws at the end when there is any, so that the job counts as failed
 */
export async function verifyBlobs(): Promise<void> {
  const before = new Date(now().getTime() - verifyEveryDays * day);
  const due = await db.storedBlob.findMany({
    where: { OR: [{ checkedAt: null }, { checkedAt: { lt: before } }, { problem: { not: null } }] },
    orderBy: { checkedAt: { sort: "asc", nulls: "first" } },
    take: 1_000,
  });
  let bytes = 0;
  let problems = 0;
  for (const { sha256, size } of due) {
    if (bytes > maxVerifiedBytes) break;
    bytes += size;
    const problem = await problemOf(sha256);
    if (problem) problems++;
    if (problem) log().error({ sha256, problem }, "stored bytes of a file are not what they were");
    await db.storedBlob.updateMany({ where: { sha256 }, data: { checkedAt: now(), problem } });
  }
  log().info({ bytes, problems }, "stored files verified");
  if (problems > 0) throw new Error(`${problems} stored files are missing or altered; the log names them.`);
}

async function problemOf(sha256: string): Promise<"missing" | "altered" | null> {
  const source = await fileServices().blobs.read(sha256);
  if (!source) return "missing";
  const hash = createHash("sha256");
  for await (const chunk of source) hash.update(chunk as Buffer);
  return hash.digest("hex") === sha256 ? null : "altered";
}
