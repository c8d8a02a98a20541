import { copyFile, type FileHandle, open, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Part } from "./examination";
import { partOf } from "./hash-file";

/** A larger index of a film is not read into memory. */
const maxIndex = 64 * 1024 * 1024;
const maxBoxes = 2_000;

const mp4 = new Set(["video/mp4", "video/quicktime", "video/3gpp", "audio/mp4"]);

/**
 * Removes place, device, author and dates from sound and film in place, without decoding: the positions of all samples stay.
 * @returns null for types whose metadata cannot be removed so
 */
export async function cleanMedia(path: string, mediaType: string, folder: string): Promise<Part | null> {
  if (!mp4.has(mediaType) && mediaType !== "audio/mpeg") return null;
  const copy = join(folder, "content");
  await copyFile(path, copy);
  const done = mediaType === "audio/mpeg" ? await cleanMp3(copy) : await cleanMp4(copy);
  return done ? await partOf(copy) : null;
}

/** Box types that only hold metadata; `uuid` is XMP and makers' own. */
const metadata = new Set(["udta", "meta", "uuid"]);

async function cleanMp4(path: string): Promise<boolean> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    let clean = false;
    for (let at = 0, count = 0; at + 8 <= size && count < maxBoxes; count++) {
      const box = readBox(await readAt(file, at, 16), 0, size - at);
      if (!box) return false;
      if (metadata.has(box.type)) await blank(file, at, box);
      if (box.type === "moov") {
        if (box.size > maxIndex) return false;
        const index = await readAt(file, at, box.size);
        clean = cleanIndex(index, box.header, box.size);
        await file.write(index, 0, index.length, at);
      }
      at += box.size;
    }
    return clean;
  } finally {
    await file.close();
  }
}

interface Box {
  type: string;
  size: number;
  /** Length of its header. */
  header: number;
}

function readBox(bytes: Buffer, at: number, left: number): Box | null {
  if (at + 8 > bytes.length) return null;
  const type = bytes.toString("latin1", at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  const long = short === 1 && at + 16 <= bytes.length;
  const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short || left;
  const header = long ? 16 : 8;
  return size < header || size > left ? null : { type, size, header };
}

/** Makes a box free space of the same size. */
async function blank(file: FileHandle, at: number, { size, header }: Box): Promise<void> {
  await file.write(Buffer.from("free"), 0, 4, at + 4);
  const zeros = Buffer.alloc(Math.min(size - header, 1024 * 1024));
  for (let done = header; done < size; done += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, size - done), at + done);
}

const containers = new Set(["trak", "mdia"]);
const dated = new Set(["mvhd", "tkhd", "mdhd"]);

/** The index of a film: its boxes from `start` to `end`. @returns false when a track of metadata remains */
function cleanIndex(bytes: Buffer, start: number, end: number): boolean {
  let clean = true;
  for (let at = start; at + 8 <= end; ) {
    const box = readBox(bytes, at, end - at);
    if (!box) return false;
    const content = at + box.header;
    if (metadata.has(box.type)) {
      bytes.write("free", at + 4, "latin1");
      bytes.fill(0, content, at + box.size);
    } else if (containers.has(box.type)) {
      if (!cleanIndex(bytes, content, at + box.size)) clean = false;
    } else if (dated.has(box.type)) {
      // Version 1 has times of eight bytes.
      bytes.fill(0, content + 4, content + (bytes[content] === 1 ? 20 : 12));
    } else if (
      box.type === "hdlr" &&
      /meta|mdta|text/.test(bytes.toString("latin1", content + 8, content + 12))
    ) {
      clean = false;
    }
    at += box.size;
  }
  return clean;
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

/** ID3 in front of the sound and behind it: the first is filled with zeros, which players skip, the second cut off. */
async function cleanMp3(path: string): Promise<boolean> {
  const { size } = await stat(path);
  const file = await open(path, "r+");
  try {
    const start = await readAt(file, 0, 10);
    if (start.toString("latin1", 0, 3) === "ID3") {
      const [a = 0, b = 0, c = 0, d = 0] = start.subarray(6);
      const length = (a << 21) | (b << 14) | (c << 7) | d;
      if (length > maxIndex || length + 10 > size) return false;
      await file.write(Buffer.alloc(length), 0, length, 10);
    }
    const end = await readAt(file, Math.max(0, size - 128), 3);
    if (end.toString("latin1") === "TAG") await truncate(path, size - 128);
    return true;
  } finally {
    await file.close();
  }
}
