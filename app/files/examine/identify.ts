import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { splitName } from "../file-names";
import { mediaTypes } from "../media-types";
import { Refused } from "./examination";

/** What the content is; the name decides only between kinds of plain text, which have no signature. */
export type Identified =
  | { is: "image"; mediaType: string }
  | { is: "pdf" }
  | { is: "office"; mediaType: string; family: "ooxml" | "odf" }
  | { is: "archive"; mediaType: string }
  | { is: "text"; mediaType: string }
  | { is: "other"; mediaType: string };

const programs =
  /msdownload|portable-executable|x-elf|mach-binary|x-executable|java-|android\.package|x-ms-shortcut|x-msi|x-sh|x-shellscript|wasm|dex|x-deb|x-rpm|x-chrome-extension|x-xpinstall|x-apple-diskimage|x-iso9660/;
const programNames =
  /^(apk|app|bat|chm|cmd|com|cpl|dll|exe|hta|iso|jar|js|jse|lnk|mjs|msc|msi|ps1|reg|scf|scr|sh|vb|vbe|vbs|wsf|wsh)$/;
const unreadArchives =
  /x-7z|x-rar|vnd\.rar|x-xz|x-bzip|zstd|x-lzip|x-lzh|x-compress|x-tar|vnd\.ms-cab|x-ace|x-arj/;
const heic = /^image\/(heic|heif)/;

/** Identifies a file by its content. @throws Refused for programs, and for content that cannot be checked */
export async function identify(path: string, name: string): Promise<Identified> {
  const { extension } = splitName(name);
  if (programNames.test(extension)) throw new Refused("program");
  const mime = (await fileTypeFromFile(path))?.mime as string | undefined;
  if (mime === undefined || /xml$/.test(mime)) return await identifyText(path, extension);
  if (programs.test(mime)) throw new Refused("program");
  if (heic.test(mime)) throw new Refused("heic");
  if (unreadArchives.test(mime)) throw new Refused("unknownArchive");
  if (mime.startsWith("image/")) return { is: "image", mediaType: mime };
  if (mime === "application/pdf") return { is: "pdf" };
  if (mime.includes("openxmlformats-officedocument"))
    return { is: "office", mediaType: mime, family: "ooxml" };
  if (mime.includes("oasis.opendocument")) return { is: "office", mediaType: mime, family: "odf" };
  if (mime === "application/zip" || mime === "application/gzip" || mime === "application/epub+zip")
    return { is: "archive", mediaType: mime };
  // A ZIP of another kind (a drawing, a package) is an archive too.
  if (mime.endsWith("+zip") || mime.includes("openxmlformats"))
    return { is: "archive", mediaType: "application/zip" };
  return { is: "other", mediaType: playedAs(mime) };
}

/** Other names of the types that browsers play. */
const synonyms: Record<string, string> = {
  "audio/x-m4a": "audio/mp4",
  "audio/vnd.wave": "audio/wav",
  "audio/x-flac": "audio/flac",
  "audio/opus": "audio/ogg",
  "audio/ogg; codecs=opus": "audio/ogg",
  "video/x-m4v": "video/mp4",
};

function playedAs(mime: string): string {
  const plain = synonyms[mime] ?? mime.split(";")[0] ?? mime;
  return plain in mediaTypes ? plain : "application/octet-stream";
}

const sampleSize = 64 * 1024;

async function identifyText(path: string, extension: string): Promise<Identified> {
  const sample = await readSample(path);
  if (!isText(sample)) return { is: "other", mediaType: "application/octet-stream" };
  const text = sample.toString("latin1");
  if (text.startsWith("#!")) throw new Refused("program");
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/<svg[\s>]/i.test(text) && /^<(\?xml|!doctype|!--|svg)/i.test(start))
    return { is: "other", mediaType: "image/svg+xml" };
  if (/<(!doctype\s+html|html|head|body|script|iframe|object|embed)[\s>]/i.test(text))
    return { is: "other", mediaType: "text/html" };
  const named = Object.entries(mediaTypes).find(
    ([type, { extensions }]) =>
      type.startsWith("text/") && type !== "text/html" && extensions.includes(extension),
  );
  return { is: "text", mediaType: named?.[0] ?? "text/plain" };
}

async function readSample(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Text in any encoding has no control characters besides tabs and line breaks; UTF-16 has a byte order mark. */
function isText(sample: Buffer): boolean {
  const mark = sample.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return true;
  return !sample.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));
}
