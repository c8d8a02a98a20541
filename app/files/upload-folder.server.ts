import { mkdir, open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { fileServices } from "./storage.server";

/** The disk is full, or would be: nothing more is accepted, so that the database on the same disk goes on. */
export class DiskFull extends Error {}

/** Space that uploads leave free on the disk, in bytes. */
const reserve = 300_000_000;

export const isDiskFull = (error: unknown): boolean =>
  error instanceof DiskFull ||
  // The process that examines uploads reports errors by their message.
  (error instanceof Error && /\b(ENOSPC|EDQUOT)\b/.test(`${"code" in error && error.code} ${error.message}`));

/** Path of the bytes of an upload that have arrived; the name is ours. */
export const uploadPath = (id: string): string => join(fileServices().uploadFolder, id);
/** Folder of what is made from it. */
export const workPath = (id: string): string => join(fileServices().uploadFolder, `${id}.work`);

/** Number of bytes that have arrived. */
export async function arrivedBytes(id: string): Promise<number> {
  return (await stat(uploadPath(id)).catch(() => ({ size: 0 }))).size;
}

/** @throws DiskFull when so many more bytes would leave less than the reserve. */
export async function requireDiskSpace(bytes: number): Promise<void> {
  const { uploadFolder } = fileServices();
  await mkdir(uploadFolder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(uploadFolder);
  if (bavail * bsize < bytes + reserve) throw new DiskFull();
}

/**
 * Appends bytes to an upload as they arrive, with back-pressure, and returns when they are on disk.
 * @param mayGoOn asked about once a second; false ends it with what has arrived.
 * @returns the new number of bytes.
 */
export async function appendBytes(
  id: string,
  offset: number,
  chunks: AsyncIterable<Uint8Array>,
  { maxSize, mayGoOn = async () => true }: { maxSize: number; mayGoOn?: () => Promise<boolean> },
): Promise<number> {
  const file = await open(uploadPath(id), offset === 0 ? "w" : "r+", 0o600);
  let at = offset;
  let checkedAt = performance.now();
  try {
    for await (const chunk of chunks) {
      if (at + chunk.length > maxSize) throw new RangeError("The upload is longer than announced.");
      await file.write(chunk, 0, chunk.length, at);
      at += chunk.length;
      if (performance.now() - checkedAt < 1_000) continue;
      if (!(await mayGoOn())) break;
      checkedAt = performance.now();
    }
    return at;
  } finally {
    await file.datasync().catch(() => undefined);
    await file.close();
  }
}

/** Removes everything that an upload left on disk. */
export async function clearUpload(id: string): Promise<void> {
  await rm(uploadPath(id), { force: true });
  await rm(workPath(id), { recursive: true, force: true });
}
