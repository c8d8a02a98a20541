import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { createGunzip, createInflateRaw } from "node:zlib";
import { Refused } from "./examination";

/** Maximum unpacked size of an archive, with the archives inside it, counted while unpacking. */
const maxUnpacked = 1_000_000_000;
/** An archive may grow by this factor; texts compress to a twentieth, bombs to a thousandth. */
const maxFactor = 100;
const maxEntries = 20_000;
/** Depth of archives in archives, and maximum size of one that is inside another. */
const maxDepth = 3;
const maxNested = 64 * 1024 * 1024;

/** Random access to the bytes of an archive. */
interface Source {
  size: number;
  read(start: number, length: number): Buffer;
}

interface Budget {
  left: number;
}

/**
 * Unpacks a ZIP or gzip file without storing anything, counting real bytes: sizes that the archive claims are not trusted.
 * @throws Refused for a bomb, an encrypted or a damaged archive
 */
export async function checkArchive(path: string): Promise<void> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const source: Source = {
      size,
      read(start, length) {
        const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
        return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
      },
    };
    await checkSource(source, { left: Math.min(maxUnpacked, 10_000_000 + size * maxFactor) }, 1);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("broken");
  } finally {
    closeSync(file);
  }
}

async function checkSource(source: Source, budget: Budget, depth: number): Promise<void> {
  if (depth > maxDepth) throw new Refused("bomb");
  if (isGzip(source.read(0, 4))) {
    const nested = await unpack(source, { start: 0, length: source.size, by: "gunzip" }, budget);
    if (nested) await checkSource(inMemory(nested), budget, depth + 1);
    return;
  }
  for (const entry of entriesOf(source)) {
    const nested = await unpack(source, entry, budget);
    if (nested) await checkSource(inMemory(nested), budget, depth + 1);
  }
}

const isZip = (start: Buffer): boolean => start.subarray(0, 4).toString("hex") === "504b0304";
const isGzip = (start: Buffer): boolean => start.subarray(0, 3).toString("hex") === "1f8b08";

const inMemory = (bytes: Buffer): Source => ({
  size: bytes.length,
  read: (start, length) => bytes.subarray(start, start + length),
});

interface Packed {
  start: number;
  length: number;
  by: "inflate" | "gunzip" | "nothing";
}

/** The entries of the directory of a ZIP. Entries that share bytes are a bomb (Fifield's "better zip bomb"). */
function entriesOf(source: Source): Packed[] {
  const tailStart = Math.max(0, source.size - 65_557);
  const tail = source.read(tailStart, 65_557);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Refused("broken");
  const directory = source.read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Packed[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    if (entries.length >= maxEntries) throw new Refused("bomb");
    entries.push(entryAt(source, directory, at));
    at +=
      46 +
      directory.readUInt16LE(at + 28) +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
  }
  refuseOverlaps(entries);
  return entries;
}

function entryAt(source: Source, directory: Buffer, at: number): Packed {
  if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw new Refused("encryptedArchive");
  const method = directory.readUInt16LE(at + 10);
  const length = directory.readUInt32LE(at + 20);
  const offset = directory.readUInt32LE(at + 42);
  const header = source.read(offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new Refused("broken");
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + length > source.size) throw new Refused("broken");
  if (method !== 0 && method !== 8) throw new Refused("unknownArchive");
  return { start, length, by: method === 8 ? "inflate" : "nothing" };
}

function refuseOverlaps(entries: readonly Packed[]): void {
  const sorted = entries.filter(({ length }) => length > 0).sort((a, b) => a.start - b.start);
  for (const [index, { start, length }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && start + length > next.start) throw new Refused("bomb");
  }
}

const chunkSize = 256 * 1024;

/** Unpacks one entry. @returns its bytes when it is an archive itself */
async function unpack(
  source: Source,
  { start, length, by }: Packed,
  budget: Budget,
): Promise<Buffer | undefined> {
  const inside = new Inside(budget);
  if (by === "nothing") {
    for (let at = 0; at < length; at += chunkSize)
      inside.take(source.read(start + at, Math.min(chunkSize, length - at)));
    return inside.nested();
  }
  const unpacker = by === "gunzip" ? createGunzip() : createInflateRaw();
  const failed = new Promise<never>((_, reject) => unpacker.once("error", reject));
  failed.catch(() => undefined);
  const fed = (async () => {
    for (let at = 0; at < length; at += chunkSize) {
      const more = unpacker.write(source.read(start + at, Math.min(chunkSize, length - at)));
      if (!more) await Promise.race([new Promise((resolve) => unpacker.once("drain", resolve)), failed]);
    }
    unpacker.end();
  })();
  fed.catch(() => undefined);
  try {
    for await (const chunk of unpacker) inside.take(chunk as Buffer);
    await fed;
  } finally {
    unpacker.destroy();
  }
  return inside.nested();
}

/** Counts unpacked bytes, and holds them only while they may be an archive. */
class Inside {
  readonly #budget: Budget;
  #held: Buffer[] = [];
  #heldSize = 0;
  #isArchive: boolean | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  take(chunk: Buffer): void {
    this.#budget.left -= chunk.length;
    if (this.#budget.left < 0) throw new Refused("bomb");
    if (this.#isArchive === false) return;
    this.#held.push(chunk);
    this.#heldSize += chunk.length;
    if (this.#isArchive === undefined && this.#heldSize >= 4) {
      const start = Buffer.concat(this.#held).subarray(0, 4);
      this.#isArchive = isZip(start) || isGzip(start);
      if (!this.#isArchive) this.#held = [];
    }
    if (this.#isArchive && this.#heldSize > maxNested) throw new Refused("bomb");
  }

  nested(): Buffer | undefined {
    return this.#isArchive ? Buffer.concat(this.#held) : undefined;
  }
}
