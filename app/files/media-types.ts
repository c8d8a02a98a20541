import type { FileKind } from "./files";

/** What the portal knows of a media type. */
export interface MediaType {
  kind: FileKind;
  /** Extensions that agree with it, the usual one first. */
  extensions: readonly string[];
}

const ooxml = "application/vnd.openxmlformats-officedocument";
const odf = "application/vnd.oasis.opendocument";

/** Types that are stored under their own name; every other content is `application/octet-stream`. */
export const mediaTypes: Readonly<Record<string, MediaType>> = {
  "application/pdf": { kind: "document", extensions: ["pdf"] },
  [`${ooxml}.wordprocessingml.document`]: { kind: "document", extensions: ["docx"] },
  [`${ooxml}.spreadsheetml.sheet`]: { kind: "sheet", extensions: ["xlsx"] },
  [`${ooxml}.presentationml.presentation`]: { kind: "slides", extensions: ["pptx"] },
  [`${odf}.text`]: { kind: "document", extensions: ["odt"] },
  [`${odf}.spreadsheet`]: { kind: "sheet", extensions: ["ods"] },
  [`${odf}.presentation`]: { kind: "slides", extensions: ["odp"] },
  "application/rtf": { kind: "document", extensions: ["rtf"] },
  "application/epub+zip": { kind: "document", extensions: ["epub"] },
  "image/jpeg": { kind: "image", extensions: ["jpg", "jpeg"] },
  "image/png": { kind: "image", extensions: ["png"] },
  "image/webp": { kind: "image", extensions: ["webp"] },
  "image/gif": { kind: "image", extensions: ["gif"] },
  "image/svg+xml": { kind: "other", extensions: ["svg"] },
  "audio/mpeg": { kind: "audio", extensions: ["mp3"] },
  "audio/ogg": { kind: "audio", extensions: ["ogg", "oga", "opus"] },
  "audio/mp4": { kind: "audio", extensions: ["m4a"] },
  "audio/wav": { kind: "audio", extensions: ["wav"] },
  "audio/flac": { kind: "audio", extensions: ["flac"] },
  "audio/amr": { kind: "audio", extensions: ["amr"] },
  "video/mp4": { kind: "video", extensions: ["mp4", "m4v"] },
  "video/webm": { kind: "video", extensions: ["webm"] },
  "video/quicktime": { kind: "video", extensions: ["mov"] },
  "video/3gpp": { kind: "video", extensions: ["3gp"] },
  "application/zip": { kind: "archive", extensions: ["zip"] },
  "application/gzip": { kind: "archive", extensions: ["gz", "tgz"] },
  "text/plain": { kind: "document", extensions: ["txt", "md", "log"] },
  "text/csv": { kind: "sheet", extensions: ["csv", "tsv"] },
  "text/calendar": { kind: "other", extensions: ["ics"] },
  "text/vcard": { kind: "other", extensions: ["vcf"] },
  "text/html": { kind: "other", extensions: ["html", "htm", "xhtml"] },
};

/** Types that a browser could run as a page: sent as bytes, whatever the client asks for. */
const active = new Set(["text/html", "image/svg+xml"]);

/** The `Content-Type` of a download. */
export const sentType = (mediaType: string): string =>
  active.has(mediaType) || !(mediaType in mediaTypes) ? "application/octet-stream" : mediaType;

/** Types that the browser's own player takes. */
export const playable = (mediaType: string): "audio" | "video" | null => {
  const [family] = mediaType.split("/");
  return family === "audio" || family === "video" ? family : null;
};
