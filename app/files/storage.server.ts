import type { Readable } from "node:stream";
import type { Examination, ExaminationRequest } from "./examine/examination";

/** Where the bytes of files are stored, by their SHA-256. Implementations: a folder on disk, an S3-compatible server. */
export interface BlobStorage {
  /** Stores the bytes of a local file, which is not changed any more; idempotent. Durable once this returns. */
  put(sha256: string, path: string): Promise<void>;
  has(sha256: string): Promise<boolean>;
  /** The stored size; null when there is nothing of this name. */
  size(sha256: string): Promise<number | null>;
  /** @param range first and last byte, inclusive. @returns null when there is nothing of this name */
  read(sha256: string, range?: ByteRange): Promise<Readable | null>;
  remove(sha256: string): Promise<void>;
}

export interface ByteRange {
  start: number;
  end: number;
}

/** The services of this room; provided by the process at start. */
export interface FileServices {
  blobs: BlobStorage;
  /** Folder on this machine for uploads in progress. */
  uploadFolder: string;
  /** Examines an uploaded file in a process of its own. @throws when a limit of time or memory is exceeded. */
  examine(request: ExaminationRequest): Promise<Examination>;
  /** Address of clamd (`host:port` or the path of its socket); undefined where none is configured. */
  clamd?: string;
}

let provided: FileServices | undefined;

/** Called once at start. */
export function provideFiles(services: FileServices): void {
  provided = services;
}

/** The services of this room. */
export function fileServices(): FileServices {
  if (!provided) throw new Error("provideFiles() was not called.");
  return provided;
}
