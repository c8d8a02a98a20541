import { TableTooBig } from "../../tables/table-builder";
import { ZipEntries } from "../../tables/zip-entries";
import { maxPlainText, Refused } from "./examination";
import { withoutImageMetadata } from "./image-metadata";
import { cleanOpenDocument, openDocumentText } from "./office-odf";
import { cleanOoxmlParts, ooxmlText } from "./office-ooxml";
import { ZipWriter } from "./zip-writer";

/** Maximum unpacked size of an Office file: all of it is in memory while it is rewritten. */
const maxUnpacked = 200_000_000;
/** Office files inside Office files (a sheet in a report). */
const maxDepth = 2;

/** The parts of an Office file by name, in the order of the file. */
export type OfficeParts = Map<string, Buffer>;

export interface CleanedOffice {
  bytes: Buffer;
  plainText: string;
}

/**
 * Rewrites an Office file without authors, companies, comments, revision marks, thumbnails and camera data of images. The
 * file is written again from its parts, so that nothing hidden between them survives.
 * @throws Refused
 */
export function cleanOffice(bytes: Buffer, family: "ooxml" | "odf", depth = 1): CleanedOffice {
  const parts = readParts(bytes);
  if (family === "ooxml") cleanOoxmlParts(parts);
  else cleanOpenDocument(parts);
  const writer = new ZipWriter();
  for (const [name, content] of parts) {
    writer.add(name, cleanInside(name, content, depth), { stored: name === "mimetype" });
  }
  const text = family === "ooxml" ? ooxmlText(parts) : openDocumentText(parts);
  return { bytes: writer.finish(), plainText: text.slice(0, maxPlainText) };
}

function readParts(bytes: Buffer): OfficeParts {
  try {
    const entries = new ZipEntries(bytes, maxUnpacked);
    const parts: OfficeParts = new Map();
    for (const name of entries.names()) {
      const content = name.endsWith("/") ? undefined : entries.bytes(name);
      if (content && !name.split("/").includes("..")) parts.set(name, content);
    }
    return parts;
  } catch (error) {
    throw new Refused(error instanceof TableTooBig ? "bomb" : "broken");
  }
}

/** Images and Office files inside an Office file have metadata of their own. */
function cleanInside(name: string, content: Buffer, depth: number): Buffer {
  const [, extension = ""] = /\.(\w+)$/.exec(name) ?? [];
  if (/^(jpe?g|png)$/i.test(extension)) return withoutImageMetadata(content);
  if (depth < maxDepth && /^(docx|xlsx|pptx)$/i.test(extension))
    return cleanOffice(content, "ooxml", depth + 1).bytes;
  return content;
}
