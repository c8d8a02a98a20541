import { mkdir, rm } from "node:fs/promises";
import { actingFor, recordEvent } from "../audit/record-event.server";
import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { log, now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import { requireAttachable, touchAttachable } from "./attachables.server";
import type { AttachableKind } from "./attachments";
import { attachFiles } from "./attachments.server";
import type { Examination, Examined, Part } from "./examine/examination";
import type { RefusalReason } from "./files";
import { indexLibraryFile } from "./library-sharing.server";
import { fits } from "./quota.server";
import { fileServices } from "./storage.server";
import { clearUpload, isDiskFull, uploadPath, workPath } from "./upload-folder.server";
import { scanForViruses } from "./virus-scan.server";

/** A process that died while it examined an upload has left a claim, which ends after this time. */
const claimMs = 5 * 60_000;

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>;

/**
 * Examines an upload whose bytes have all arrived and makes a file, or a version of one, of it. Idempotent: one process at a
 * time holds the claim, and what an earlier one left is done again.
 */
export async function finishUpload(viewer: Viewer, id: string): Promise<void> {
  const upload = await claim(id);
  if (!upload) return;
  try {
    const examined = await examineUpload(upload);
    if ("refused" in examined) await refuse(id, examined.refused);
    else await keep(viewer, upload, examined);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    // The bytes stay: the upload is finished once there is space again.
    await db.upload.update({ where: { id }, data: { claimedAt: null, reason: "diskFull" } });
  }
}

async function claim(id: string) {
  const before = new Date(now().getTime() - claimMs);
  const free = { OR: [{ claimedAt: null }, { claimedAt: { lt: before } }] };
  const { count } = await db.upload.updateMany({
    where: { id, state: "received", ...free },
    data: { claimedAt: now(), reason: null },
  });
  return count > 0 ? await db.upload.findUniqueOrThrow({ where: { id } }) : null;
}

async function examineUpload({ id, name, keepOriginal }: Claimed): Promise<Examination> {
  const path = uploadPath(id);
  const folder = workPath(id);
  const infected = await scanForViruses(path);
  if (infected) return { refused: infected };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  try {
    return await fileServices().examine({ path, folder, name, keepOriginal });
  } catch (error) {
    if (!(error instanceof Error && error.name === "ProcessLimitPassed")) throw error;
    log().warn({ upload: id, limit: error.message }, "an upload was refused: examining it passed the limits");
    return { refused: "tooHeavy" };
  }
}

async function refuse(id: string, reason: RefusalReason): Promise<void> {
  await db.upload.updateMany({
    where: { id, state: "received" },
    data: { state: "refused", reason, changedAt: now() },
  });
  await clearUpload(id);
}

const partsOf = ({ content, original, preview, thumb, light }: Examined): Part[] =>
  [content, original, preview, thumb, light].filter((part) => part !== null);

const sizeOf = (examined: Examined): number => partsOf(examined).reduce((sum, { size }) => sum + size, 0);

/** First the bytes, durably, then the rows that name them. */
async function keep(viewer: Viewer, upload: Claimed, examined: Examined): Promise<void> {
  const { blobs } = fileServices();
  for (const { sha256, path } of partsOf(examined)) await blobs.put(sha256, path);
  const refused = await inTransaction(async (tx) => {
    const reason = await fits(tx, upload, sizeOf(examined), upload.id);
    if (reason) return reason;
    await requireSpaceWriter(viewer, upload.spaceId, tx);
    const { count } = await tx.upload.updateMany({
      where: { id: upload.id, state: "received" },
      data: { state: "done", changedAt: now() },
    });
    if (count === 0) return null;
    for (const part of partsOf(examined)) await noteBlob(tx, part);
    const resultId = await writeVersion(tx, viewer, upload, examined);
    await tx.upload.update({ where: { id: upload.id }, data: { resultId } });
    if (upload.attachTo) await attachResult(tx, viewer, upload.attachTo, resultId);
    return null;
  }).catch((error) => {
    if (error instanceof Response && [403, 404].includes(error.status)) return "rightEnded" as const;
    throw error;
  });
  if (refused) await refuse(upload.id, refused);
  else await clearUpload(upload.id);
}

/** Attaches the new file as announced; a thing that is no longer the viewer's to change keeps what it had. */
async function attachResult(tx: Database, viewer: Viewer, attachTo: string, fileId: string): Promise<void> {
  const [kind = "", id = ""] = attachTo.split(":");
  try {
    const thing = await requireAttachable(viewer, { kind: kind as AttachableKind, id }, tx);
    await attachFiles(tx, viewer, thing, [fileId]);
    await touchAttachable(tx, thing);
  } catch (error) {
    if (!(error instanceof Response)) throw error;
  }
}

/**
 * Registers a stored blob, and locks its row: the job that deletes unreferenced blobs waits for this transaction, or has
 * deleted the bytes before, in which case the transaction fails and the upload is finished again.
 */
export async function noteBlob(tx: Database, { sha256, size }: Part): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "StoredBlob" ("sha256", "size", "usedAt") VALUES (${sha256}, ${size}, ${now()}::timestamptz)
    ON CONFLICT ("sha256") DO UPDATE SET "usedAt" = EXCLUDED."usedAt", "problem" = NULL`;
  if (!(await fileServices().blobs.has(sha256)))
    throw new Error("A blob was deleted while an upload used it.");
}

async function writeVersion(
  tx: Database,
  viewer: Viewer,
  upload: Claimed,
  examined: Examined,
): Promise<string> {
  const at = now();
  const replaced = upload.fileId
    ? await tx.$queryRaw<{ id: string; lastVersion: number }[]>`
        UPDATE "File" SET "lastVersion" = "lastVersion" + 1, "changedAt" = ${at}::timestamptz,
          "kind" = ${examined.kind}::"FileKind", "name" = ${examined.name}
        WHERE "id" = ${upload.fileId}::uuid AND "spaceId" = ${upload.spaceId}::uuid 
          AND ${isVisible(viewer, Prisma.sql`"state"`)}
        RETURNING "id", "lastVersion"`
    : [];
  // A new version of a file that was deleted meanwhile becomes a file of its own: nothing that was sent is lost.
  const { id, lastVersion } = replaced[0] ?? (await createFile(tx, viewer, upload, examined, at));
  await tx.fileVersion.create({ data: versionData(viewer, upload, examined, id, lastVersion, at) });
  await indexLibraryFile(tx, id);
  await recordEvent(
    tx,
    actingFor(viewer, upload.organisationId),
    lastVersion === 1 ? "file.added" : "file.replaced",
    id,
    {
      space: upload.spaceId,
    },
  );
  return id;
}

async function createFile(tx: Database, viewer: Viewer, upload: Claimed, { name, kind }: Examined, at: Date) {
  const file = await tx.file.create({
    data: {
      id: newId(),
      spaceId: upload.spaceId,
      folderId: upload.folderId,
      name,
      kind,
      authorId: viewer.personId,
      organisationId: upload.organisationId,
      createdAt: at,
      changedAt: at,
    },
    select: { id: true, lastVersion: true },
  });
  return file;
}

function versionData(
  viewer: Viewer,
  { organisationId }: Claimed,
  examined: Examined,
  fileId: string,
  number: number,
  createdAt: Date,
) {
  const { content, original, preview, thumb, light, mediaType, cleaned, width, height, pages, plainText } =
    examined;
  return {
    id: newId(),
    fileId,
    number,
    sha256: content.sha256,
    size: content.size,
    mediaType,
    cleaned,
    width,
    height,
    pages,
    originalSha256: original?.sha256 ?? null,
    originalSize: original?.size ?? 0,
    previewSha256: preview?.sha256 ?? null,
    previewSize: preview?.size ?? 0,
    previewWidth: preview?.width ?? null,
    previewHeight: preview?.height ?? null,
    thumbSha256: thumb?.sha256 ?? null,
    thumbSize: thumb?.size ?? 0,
    lightSha256: light?.sha256 ?? null,
    lightSize: light?.size ?? 0,
    lightType: light?.mediaType ?? null,
    plainText,
    authorId: viewer.personId,
    organisationId,
    createdAt,
  };
}
