import { access, copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobStorage } from "../../app/files/storage.server";
import { orMissing, syncFolder } from "../postgres";

/**
 * Blobs in the data folder, by their SHA-256: `files/ab/cdef…`. A blob is complete as soon as it has its name: its bytes
 * are on disk before the rename, and the rename before `put` returns.
 */
export function diskStorage(folder: string): BlobStorage {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    async put(sha256, path) {
      const target = pathOf(sha256);
      if (await exists(target)) return;
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await syncFile(path);
      await place(path, target);
      await syncFolder(dirname(target));
      await syncFolder(folder);
    },
    has: (sha256) => exists(pathOf(sha256)),
    async size(sha256) {
      return (await orMissing(stat(pathOf(sha256))))?.size ?? null;
    },
    async read(sha256, range) {
      const file = await orMissing(open(pathOf(sha256), "r"));
      return file ? file.createReadStream({ ...range, highWaterMark: 128 * 1024 }) : null;
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
  };
}

/** A second name for the same bytes; a copy where the file system has no hard links. */
async function place(path: string, target: string): Promise<void> {
  try {
    await link(path, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "EPERM" && code !== "EXDEV" && code !== "ENOTSUP" && code !== "EMLINK") throw error;
    const draft = `${target}.${process.pid}.new`;
    await copyFile(path, draft);
    await syncFile(draft);
    await rename(draft, target);
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  );
