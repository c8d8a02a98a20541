import { join, resolve } from "node:path";
import type { Logger } from "pino";
import type { ExaminationRequest } from "../app/files/examine/examination";
import type { BlobStorage, FileServices } from "../app/files/storage.server";
import type { Config } from "./config";
import { GuardedProcess, type ProcessLimits } from "./guarded-process";
import { diskStorage } from "./storage/disk";

/** A photograph of 100 megapixels and a report of 150 MB need less than half of each on two slow cores. */
const limits: ProcessLimits = { timeMs: 120_000, heapMb: 768, residentMb: 1_400 };

/** Folders of the data folder: stored bytes, and uploads in progress. Both on one file system, for hard links. */
export const fileFolders = { blobs: "files", uploads: "uploads" };

/**
 * The services of the room for files: storage by the configuration, and the process that examines uploads.
 * @param file the built `file.process`.
 */
export function openFileServices(
  file: URL,
  { dataDir, s3, clamd }: Pick<Config, "dataDir" | "s3" | "clamd">,
  logger: Logger,
): FileServices & { stop(): Promise<void> } {
  const examiner = new GuardedProcess<ExaminationRequest>(file, limits, logger);
  const onS3 = s3 && openLater(() => import("./storage/s3").then(({ s3Storage }) => s3Storage(s3)));
  return {
    blobs: onS3 ?? diskStorage(resolve(join(dataDir, fileFolders.blobs))),
    uploadFolder: resolve(join(dataDir, fileFolders.uploads)),
    examine: (request) => examiner.ask(request),
    clamd,
    stop: () => examiner.stop(),
  };
}

/** A storage whose package is loaded with the first use. */
function openLater(open: () => Promise<BlobStorage>): BlobStorage {
  let opened: Promise<BlobStorage> | undefined;
  const storage = () => {
    opened ??= open();
    return opened;
  };
  return {
    put: async (sha256, path) => (await storage()).put(sha256, path),
    has: async (sha256) => (await storage()).has(sha256),
    size: async (sha256) => (await storage()).size(sha256),
    read: async (sha256, range) => (await storage()).read(sha256, range),
    remove: async (sha256) => (await storage()).remove(sha256),
  };
}
