import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { DataFolderInUse, errorCode } from "./errors";
import type { Place } from "./place";

/** Held by one process at a time; the system releases it when that process dies, for any reason. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Locks a data folder, given by its real path, so that a link to it is the same folder. The lock is added to `locks`.
 * Throws DataFolderInUse while another process, or another caller in this one, holds it.
 */
export async function lockFolder(dataDir: string, locks: Lock[]): Promise<void> {
  locks.push(await takeLock(dataDir, join(dataDir, "portal.lock")));
}

/** Locks a cluster outside its data folder too: a copy of the data folder points to the same one. */
export async function lockPlace({ staged, cluster }: Place, locks: Lock[]): Promise<void> {
  if (staged) locks.push(await takeLock(cluster, `${cluster}.lock`));
}

async function takeLock(folder: string, lockFile: string): Promise<Lock> {
  try {
    return process.platform === "linux" ? await bindName(folder) : await openExclusively(lockFile);
  } catch (error) {
    if (["EADDRINUSE", "EAGAIN", "EBUSY"].includes(errorCode(error) ?? "")) throw new DataFolderInUse(folder);
    throw error;
  }
}

/** Linux: an abstract socket name. Binding is atomic, and nothing remains after kill -9. */
function bindName(folder: string): Promise<Lock> {
  const server = createServer((socket) => socket.destroy());
  const path = `\0remiddh-portal-${createHash("sha256").update(folder).digest("hex")}`;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

/**
 * macOS and Windows: opening the file with libuv's UV_FS_O_EXLOCK (flock there, no sharing here) is atomic too. A socket
 * file would need a probe and a removal when stale, in which two concurrent starts can both succeed.
 */
async function openExclusively(lockFile: string): Promise<Lock> {
  const exclusive = process.platform === "win32" ? 0x10000000 : 0x20 | constants.O_NONBLOCK;
  const handle = await open(lockFile, constants.O_RDWR | constants.O_CREAT | exclusive, 0o600);
  return { release: () => handle.close() };
}
