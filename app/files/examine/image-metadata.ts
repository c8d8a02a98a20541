/**
 * Removes the metadata of an image inside an Office file without decoding it: its size and place in the document must not
 * change. Other formats are returned unchanged.
 */
export function withoutImageMetadata(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 2).toString("hex") === "ffd8") return withoutJpegSegments(bytes);
  if (bytes.subarray(0, 8).toString("hex") === "89504e470d0a1a0a") return withoutPngChunks(bytes);
  return bytes;
}

/** APP1 (EXIF, XMP), APP3 to APP13 (IPTC and makers' own) and comments; APP0, APP2 (colours) and APP14 (Adobe) stay. */
const isMetadata = (marker: number): boolean =>
  marker === 0xe1 || (marker >= 0xe3 && marker <= 0xed) || marker === 0xef || marker === 0xfe;

function withoutJpegSegments(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) break;
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    // A scan's pixels follow its header; a progressive image has several scans.
    if (marker === 0xda) end = endOfScan(bytes, end);
    if (!isMetadata(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  // What stands behind the end of the image is dropped.
  kept.push(Buffer.from([0xff, 0xd9]));
  return Buffer.concat(kept);
}

/** The next marker after a scan; 0xFF00 is a byte of pixels, 0xFFD0 to 0xFFD7 are restarts within the scan. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0xd9;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

const pngMetadata = new Set(["eXIf", "tEXt", "iTXt", "zTXt", "tIME"]);

function withoutPngChunks(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (!pngMetadata.has(type)) kept.push(bytes.subarray(at, Math.min(end, bytes.length)));
    at = end;
    if (type === "IEND") break;
  }
  return Buffer.concat(kept);
}
