import { readdir } from "node:fs/promises";
import { currentRights } from "../accounts/current-rights.server";
import type { Viewer } from "../authorization/viewer";
import { db, isDatabaseAway } from "../db/database.server";
import { isUuid } from "../http/uuid";
import { log, now } from "../services/services.server";
import { type UploadRow, uploadDays } from "./files";
import { finishUpload } from "./finish-upload.server";
import { fileServices } from "./storage.server";
import { arrivedBytes, clearUpload } from "./upload-folder.server";
import { noteArrived, uploadState } from "./uploads.server";

/**
 * Examines an upload whose bytes have arrived although no request says so: the process died between the last byte and the
 * examination. @returns how it stands now
 */
export async function resumeExamination(viewer: Viewer, upload: UploadRow): Promise<UploadRow> {
  const complete = upload.offset === upload.size && upload.size > 0;
  if (upload.state === "done" || upload.state === "refused" || !complete) return upload;
  await noteArrived(upload.id, true);
  await finishUpload(viewer, upload.id);
  return await uploadState(viewer, upload.id);
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Maximum number of uploads examined per run; each may take a minute. */
const maxPerRun = 20;

/** Job: examines complete uploads that a process left behind, with the rights that their senders have now. */
export async function finishLeftUploads(): Promise<void> {
  const left = await db.upload.findMany({
    where: {
      state: { in: ["receiving", "received"] },
      changedAt: { lt: new Date(now().getTime() - 2 * minute) },
    },
    orderBy: { changedAt: "asc" },
    take: 10 * maxPerRun,
    select: { id: true, size: true, state: true, personId: true },
  });
  let examined = 0;
  for (const { id, size, state, personId } of left) {
    if (examined >= maxPerRun) return;
    if (state === "receiving" && (await arrivedBytes(id)) !== size) continue;
    examined++;
    try {
      await noteArrived(id, true);
      await finishUpload(await senderOf(personId), id);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log().error({ err: error, upload: id }, "an upload could not be examined");
    }
  }
}

/** The sender with their current rights, without a session. */
async function senderOf(personId: string): Promise<Viewer> {
  const rights = await currentRights(db, personId);
  const { role, memberships } = rights;
  return { personId, sessionId: "", name: "", role, memberships, rights: 0, locale: null };
}

/** Job: deletes uploads without progress for a week, results of old ones, and files of uploads that no longer exist. */
export async function deleteStaleUploads(): Promise<void> {
  const before = new Date(now().getTime() - uploadDays * day);
  const { count } = await db.upload.deleteMany({ where: { changedAt: { lt: before } } });
  const names = await readdir(fileServices().uploadFolder).catch(() => []);
  let files = 0;
  for (const id of new Set(names.map((name) => name.slice(0, 36)).filter(isUuid))) {
    const open = { id, state: { in: ["receiving" as const, "received" as const] } };
    if ((await db.upload.count({ where: open })) > 0) continue;
    await clearUpload(id);
    files++;
  }
  log().info({ uploads: count, files }, "stale uploads deleted");
}
