import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { BackupError } from "./manifest";

/**
 * A backup ends with an empty gzip member whose extra field (RFC 1952, section 2.3.1.1) holds the SHA-256 of everything
 * before it. Gunzip programs ignore it; a truncated, altered or extended file does not match it.
 */

const hashLength = 32;
/** An extra field with one subfield named "RP". */
const header = Buffer.from([
  0x1f,
  0x8b,
  8,
  4,
  0,
  0,
  0,
  0,
  0,
  255,
  4 + hashLength,
  0,
  0x52,
  0x50,
  hashLength,
  0,
]);
/** No data: an empty deflate block, its CRC and its size. */
const trailer = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const sealLength = header.length + hashLength + trailer.length;

/** Appends the seal to a file that is open for reading and writing. @returns its SHA-256, in hexadecimal. */
export async function seal(file: FileHandle, path: string): Promise<string> {
  const { size } = await file.stat();
  const hash = await hashUpTo(path, size);
  await file.write(Buffer.concat([header, hash, trailer]), 0, sealLength, size);
  return hash.toString("hex");
}

/** Reads a file completely. @returns the hash of its seal. @throws BackupError when it does not match. */
export async function verifySeal(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size <= sealLength) throw damaged();
    const found = Buffer.alloc(sealLength);
    await file.read(found, 0, sealLength, size - sealLength);
    const hash = await hashUpTo(path, size - sealLength);
    if (!found.equals(Buffer.concat([header, hash, trailer]))) throw damaged();
    return hash.toString("hex");
  } finally {
    await file.close();
  }
}

const damaged = (): BackupError =>
  new BackupError(
    "The file is not a whole backup of a portal: it was cut off or altered after it was written, or it is another file.",
  );

async function hashUpTo(path: string, length: number): Promise<Buffer> {
  const hash = createHash("sha256");
  if (length > 0) for await (const chunk of createReadStream(path, { end: length - 1 })) hash.update(chunk);
  return hash.digest();
}
