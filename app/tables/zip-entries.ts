import { inflateRawSync } from "node:zlib";
import { TableTooBig } from "./table-builder";

/** Maximum unpacked size of all parts read from a file, counted while unpacking. */
const maxUnpacked = 100 * 1024 * 1024;
const maxEntries = 10_000;

interface Entry {
  method: number;
  packedSize: number;
  /** Of its local header. */
  offset: number;
}

/**
 * The files in a ZIP. Only names and offsets of its directory are trusted: sizes in it can be falsified, so
 * each file is unpacked with the rest of the limit as its maximum.
 */
export class ZipEntries {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #left: number;

  /**
   * @param maxSize maximum size of everything that is unpacked.
   * @throws RangeError or Error when there is no ZIP directory
   */
  constructor(bytes: Buffer, maxSize = maxUnpacked) {
    this.#bytes = bytes;
    this.#left = maxSize;
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0) throw new Error("There is no end of a ZIP directory.");
    let at = bytes.readUInt32LE(end + 16);
    const count = Math.min(bytes.readUInt16LE(end + 10), maxEntries);
    for (let index = 0; index < count && bytes.readUInt32LE(at) === 0x02014b50; index++) {
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
      this.#entries.set(name.replace(/^\//, ""), {
        method: bytes.readUInt16LE(at + 10),
        packedSize: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The names of all files; of two with the same name, the last one counts. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The content of a file; undefined when there is none of this name. @throws TableTooBig */
  bytes(name: string): Buffer | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const unpacked = this.#unpack(entry);
    this.#left -= unpacked.length;
    if (this.#left < 0) throw new TableTooBig("tooLarge");
    return unpacked;
  }

  /** The text of a file; undefined when there is none of this name. @throws TableTooBig */
  text(name: string): string | undefined {
    const unpacked = this.bytes(name);
    if (!unpacked) return undefined;
    return new TextDecoder(unpacked[0] === 0xff && unpacked[1] === 0xfe ? "utf-16le" : "utf-8").decode(
      unpacked,
    );
  }

  #unpack({ method, packedSize, offset }: Entry): Buffer {
    const bytes = this.#bytes;
    if (bytes.readUInt32LE(offset) !== 0x04034b50)
      throw new Error("There is no file where the directory says.");
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(start, start + packedSize);
    if (method === 0) return packed;
    if (method !== 8) throw new Error("This way of packing is not known.");
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.#left) });
    } catch (error) {
      if (error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") {
        throw new TableTooBig("tooLarge");
      }
      throw error;
    }
  }
}
