import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import tar from "tar-stream";
import { explain, orMissing, syncFolder } from "../postgres";
import { BackupError, type EntryRecord, type Manifest, manifestName, readManifest } from "./manifest";
import { seal, verifySeal } from "./seal";

/** Adds entries to a backup that is being written. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Adds a file; exactly `size` bytes of it are read. */
  addStream(name: string, size: number, content: Readable): Promise<void>;
}

/** A backup that was read completely and is intact. */
export interface Inspected {
  manifest: Manifest;
  /** The SHA-256 of the file's seal. */
  fingerprint: string;
  size: number;
}

/** The manifest without its entries, which the archive adds. */
type Content = Omit<Manifest, "entries">;

/**
 * Writes a backup (tar, gzip, seal) under a temporary name, verifies it, then renames it, so that `path` never holds a
 * partial backup. Readable only by this user.
 * @param fill adds the entries. @returns the contents of the file.
 */
export async function writeArchive(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<Content>,
  signal?: AbortSignal,
): Promise<Inspected> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.new`;
  try {
    await writeEntries(draft, fill, signal);
    const handle = await open(draft, "r+");
    try {
      await seal(handle, draft);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const inspected = await inspectArchive(draft);
    signal?.throwIfAborted();
    await rename(draft, path);
    await syncFolder(dirname(path));
    return inspected;
  } catch (error) {
    await rm(draft, { force: true });
    throw isOfFile(error) ? explain(error, dirname(path)) : error;
  }
}

/** A full disk or a closed folder, as opposed to errors of PostgreSQL. */
const isOfFile = (error: unknown): boolean => error instanceof Error && "syscall" in error && "path" in error;

async function writeEntries(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<Content>,
  signal?: AbortSignal,
): Promise<void> {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip(), createWriteStream(path, { flags: "wx", mode: 0o600 }), {
    signal,
  });
  const filled = fillEntries(pack, fill).catch((error: Error) => {
    pack.destroy(error);
  });
  // Both have to settle before the file is removed. A failure of either one destroys the pack, so `written` has its reason.
  await Promise.allSettled([filled, written]);
  await written;
}

async function fillEntries(
  pack: tar.Pack,
  fill: (archive: ArchiveWriter) => Promise<Content>,
): Promise<void> {
  const entries: EntryRecord[] = [];
  const write = async (name: string, size: number, content: AsyncIterable<Buffer>): Promise<void> => {
    const { read, record } = hashing(name, content);
    await pipeline(read, pack.entry({ name, size, mode: 0o600, mtime: new Date(0) }));
    entries.push(record());
  };
  const content = await fill({
    add: (name, bytes) => write(name, bytes.length, Readable.from([bytes])),
    addStream: write,
  });
  const manifest = Buffer.from(JSON.stringify({ ...content, entries } satisfies Manifest));
  await write(manifestName, manifest.length, Readable.from([manifest]));
  pack.finalize();
}

/** Reads a backup completely and compares it with its seal and its manifest. @throws BackupError */
export async function inspectArchive(path: string): Promise<Inspected> {
  if (!(await orMissing(stat(path)))?.isFile()) throw new BackupError(`${path} is not a file.`);
  const fingerprint = await verifySeal(path);
  const { manifest, size } = await readArchive(path, async (_name, content) => {
    for await (const _ of content);
  });
  return { manifest, fingerprint, size };
}

/**
 * Reads a backup, entry by entry, in bounded memory; `take` reads each entry to its end.
 * @throws BackupError after the last entry when an entry does not match the manifest.
 */
export async function readArchive(
  path: string,
  take: (name: string, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<{ manifest: Manifest; size: number }> {
  const extract = tar.extract();
  const piped = pipeline(createReadStream(path), createGunzip(), extract);
  piped.catch(() => undefined); // thrown by the loop below
  const found: EntryRecord[] = [];
  let manifestText: string | undefined;
  for await (const entry of extract) {
    const { name, type } = entry.header;
    if (type !== "file" || manifestText !== undefined) throw altered();
    const { record, read } = hashing(name, entry as AsyncIterable<Buffer>);
    if (name === manifestName) manifestText = await textOf(read);
    else {
      await take(name, read);
      found.push(record());
    }
  }
  await piped;
  if (manifestText === undefined) throw altered();
  const manifest = readManifest(manifestText);
  if (JSON.stringify(found) !== JSON.stringify(manifest.entries)) throw altered();
  return { manifest, size: found.reduce((sum, { size }) => sum + size, 0) };
}

const altered = (): BackupError =>
  new BackupError("The file is damaged: what is in it is not what its manifest says.");

function hashing(name: string, content: AsyncIterable<Buffer>) {
  const hash = createHash("sha256");
  let size = 0;
  async function* read(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  return { read: read(), record: (): EntryRecord => ({ name, size, sha256: hash.digest("hex") }) };
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
