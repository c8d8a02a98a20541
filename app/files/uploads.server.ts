import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { badRequest, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter, writableSpaces } from "../workspaces/access.server";
import { findReadableSpace } from "../workspaces/spaces.server";
import { requireFile } from "./access.server";
import { cleanFileName } from "./file-names";
import { maxFileSize, maxOpenUploads, type RefusalReason, type UploadRow } from "./files";
import { fits } from "./quota.server";
import { arrivedBytes, clearUpload, isDiskFull, requireDiskSpace } from "./upload-folder.server";

/** Where an upload goes, as the sender announces it. */
export interface UploadPlan {
  space: string;
  folder?: string;
  /** The file that it is a new version of. */
  file?: string;
  name: string;
  size: number;
  keepOriginal: boolean;
  /** What the file is attached to, as "post:" with its id. */
  attachTo?: string;
  key: string;
}

/** An upload that is refused before a byte is taken. */
export class UploadRefused extends Error {
  constructor(readonly reason: RefusalReason) {
    super(reason);
  }
}

const columns = { id: true, size: true, state: true, spaceId: true, name: true } as const;

/**
 * Begins an upload: reserves its size. Idempotent by the key, so that a repeated request resumes.
 * @throws 404 or 403 by the rights in the space, UploadRefused when it does not fit
 */
export async function beginUpload(viewer: Viewer, plan: UploadPlan) {
  const space = await findReadableSpace(viewer, plan.space);
  await requireSpaceWriter(viewer, space.id);
  if (plan.size > maxFileSize) throw new UploadRefused("tooLarge");
  if (plan.folder && !(await db.fileFolder.count({ where: { id: plan.folder, spaceId: space.id } })))
    notFound();
  const replaced = plan.file ? await requireFile(viewer, plan.file, "writes") : null;
  if (replaced && replaced.spaceId !== space.id) badRequest();
  await requireDiskSpace(plan.size).catch((error) => {
    throw isDiskFull(error) ? new UploadRefused("diskFull") : error;
  });
  const key = { personId: viewer.personId, idempotencyKey: plan.key };
  return await exactlyOnce(
    () => db.upload.findUnique({ where: { personId_idempotencyKey: key }, select: columns }),
    () => inTransaction((tx) => reserve(tx, viewer, space.id, plan)),
  );
}

async function reserve(tx: Database, viewer: Viewer, spaceId: string, plan: UploadPlan) {
  const organisationId = voicesOf(viewer)[0] ?? null;
  const reason = await fits(tx, { spaceId, organisationId }, plan.size);
  if (reason) throw new UploadRefused(reason);
  await requireSpaceWriter(viewer, spaceId, tx);
  const open = await tx.upload.count({
    where: { personId: viewer.personId, state: { in: ["receiving", "received"] } },
  });
  if (open >= maxOpenUploads) throw new UploadRefused("tooHeavy");
  const at = now();
  return await tx.upload.create({
    data: {
      id: newId(),
      personId: viewer.personId,
      idempotencyKey: plan.key,
      spaceId,
      organisationId,
      folderId: plan.folder ?? null,
      fileId: plan.file ?? null,
      name: cleanFileName(plan.name),
      size: plan.size,
      keepOriginal: plan.keepOriginal,
      attachTo: plan.attachTo ?? null,
      createdAt: at,
      changedAt: at,
    },
    select: columns,
  });
}

/** An upload of this person into a space they may still write in. @throws 404 */
export async function findUpload(viewer: Viewer, id: string | undefined) {
  const upload = id
    ? await db.upload.findFirst({
        where: { id, personId: viewer.personId, space: writableSpaces(viewer) },
        select: { ...columns, reason: true, resultId: true },
      })
    : null;
  return upload ?? notFound();
}

/** Whether bytes of an upload may still be accepted: asked again while they arrive. */
export async function mayReceive(viewer: Viewer, id: string): Promise<boolean> {
  const where = { id, personId: viewer.personId, state: "receiving" as const, space: writableSpaces(viewer) };
  return (await db.upload.count({ where })) > 0;
}

/** Notes that bytes have arrived; all of them: the upload can be examined. */
export async function noteArrived(id: string, complete: boolean): Promise<void> {
  await db.upload.updateMany({
    where: { id, state: "receiving" },
    data: { changedAt: now(), ...(complete && { state: "received" }) },
  });
}

/** Deletes an upload that is not finished, with its bytes. Idempotent. */
export async function cancelUpload(viewer: Viewer, id: string | undefined): Promise<void> {
  if (!id) return;
  const own = { id, personId: viewer.personId, state: { in: ["receiving" as const, "refused" as const] } };
  const { count } = await db.upload.deleteMany({ where: own });
  if (count > 0) await clearUpload(id);
}

/** How an upload stands, for the page that began it. @throws 404 */
export async function uploadState(viewer: Viewer, id: string | undefined): Promise<UploadRow> {
  return await rowOf(await findUpload(viewer, id));
}

/** The unfinished uploads of this person in a space, and those of one form with their results. */
export async function listUploads(
  viewer: Viewer,
  spaceId: string,
  { form, file }: { form?: string; file?: string } = {},
): Promise<UploadRow[]> {
  const rows = await db.upload.findMany({
    where: {
      personId: viewer.personId,
      spaceId,
      ...(file && { fileId: file }),
      OR: [
        { state: { in: ["receiving", "received"] } },
        ...(form ? [{ idempotencyKey: { startsWith: form } }] : []),
      ],
    },
    orderBy: { id: "asc" },
    take: maxOpenUploads,
    select: { ...columns, reason: true, resultId: true },
  });
  return await Promise.all(rows.map(rowOf));
}

type Row = Awaited<ReturnType<typeof findUpload>>;

const rowOf = async ({ id, name, size, state, reason, resultId }: Row): Promise<UploadRow> => ({
  id,
  name,
  size,
  state,
  offset: state === "receiving" ? await arrivedBytes(id) : size,
  reason: reason as RefusalReason | null,
  file: resultId,
});
