import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Part } from "./examination";

/** The SHA-256 and size of a file on disk. */
export async function partOf(path: string): Promise<Part> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { path, sha256: hash.digest("hex"), size };
}

/** Writes bytes into the folder of the examination. */
export async function writePart(folder: string, name: string, bytes: Uint8Array): Promise<Part> {
  const path = join(folder, name);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
  return { path, sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
}
