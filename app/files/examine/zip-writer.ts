import { crc32, deflateRawSync } from "node:zlib";

interface Written {
  name: Buffer;
  crc: number;
  packed: Buffer;
  size: number;
  method: number;
  offset: number;
}

/** Names in UTF-8. */
const flags = 0x0800;
/** 1 January 1980, the earliest date of the format: times of the original are not kept. */
const day = 0x0021;

/** Writes a ZIP in memory: one entry per name, no comments, no extra fields, no times. */
export class ZipWriter {
  readonly #entries: Written[] = [];
  #size = 0;

  /** @param stored without compression, as the first entry of an OpenDocument file has to be */
  add(name: string, bytes: Buffer, { stored = false } = {}): void {
    const entry: Written = {
      name: Buffer.from(name),
      crc: crc32(bytes),
      packed: stored ? bytes : deflateRawSync(bytes),
      size: bytes.length,
      method: stored ? 0 : 8,
      offset: this.#size,
    };
    this.#entries.push(entry);
    this.#size += 30 + entry.name.length + entry.packed.length;
  }

  finish(): Buffer {
    const files = this.#entries.flatMap((entry) => [localHeader(entry), entry.name, entry.packed]);
    const directory = Buffer.concat(this.#entries.flatMap((entry) => [directoryHeader(entry), entry.name]));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#size, 16);
    return Buffer.concat([...files, directory, end]);
  }
}

function localHeader({ name, crc, packed, size, method }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, { name, crc, packed, size, method });
  return header;
}

function directoryHeader(entry: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  writeCommon(header, 8, entry);
  header.writeUInt32LE(entry.offset, 42);
  return header;
}

/** The fields that both headers have, in the same order. */
function writeCommon(
  header: Buffer,
  at: number,
  { name, crc, packed, size, method }: Omit<Written, "offset">,
): void {
  header.writeUInt16LE(flags, at);
  header.writeUInt16LE(method, at + 2);
  header.writeUInt16LE(day, at + 6);
  header.writeUInt32LE(crc, at + 8);
  header.writeUInt32LE(packed.length, at + 12);
  header.writeUInt32LE(size, at + 16);
  header.writeUInt16LE(name.length, at + 20);
}
