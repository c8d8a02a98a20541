import * as mupdf from "mupdf";
import { maxPlainText, Refused } from "./examination";
import { withoutImageMetadata } from "./image-metadata";

/** The text of more pages is not extracted. */
const maxTextPages = 400;
/** Width of the picture of the first page, in pixels. */
const pictureWidth = 1_200;

export interface CleanedPdf {
  bytes: Uint8Array;
  pages: number;
  plainText: string;
  /** PNG. */
  firstPage: Uint8Array;
}

/**
 * Rewrites a PDF without authors, dates, XMP, earlier revisions, scripts, embedded files and camera data of its images.
 * @returns null for a PDF with a password: it is stored as it is, without a preview.
 * @throws Refused
 */
export function cleanPdf(bytes: Uint8Array): CleanedPdf | null {
  try {
    const document = mupdf.Document.openDocument(bytes, "application/pdf").asPDF();
    if (!document) throw new Refused("broken");
    if (document.needsPassword()) return null;
    cleanObjects(document);
    const pages = document.countPages();
    if (pages === 0) throw new Refused("broken");
    return {
      bytes: Uint8Array.from(document.saveToBuffer("garbage=4,compress").asUint8Array()),
      pages,
      plainText: textOf(document, pages),
      firstPage: pictureOf(document),
    };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("broken");
  }
}

function cleanObjects(document: mupdf.PDFDocument): void {
  const trailer = document.getTrailer();
  trailer.delete("Info");
  trailer.delete("ID");
  const count = document.countObjects();
  for (let number = 1; number < count; number++) {
    const object = document.newIndirect(number);
    cleanObject(object.resolve(), 0);
    if (object.isStream()) cleanJpeg(object);
  }
}

/** Keys with metadata, scripts and hidden files, in whatever dictionary they stand. */
const dropped = [
  "Metadata",
  "PieceInfo",
  "LastModified",
  "Thumb",
  "AA",
  "JS",
  "JavaScript",
  "EmbeddedFiles",
  "XFA",
];
/** Keys that may hold an action. */
const actionKeys = ["A", "OpenAction", "Next", "PA"];
/** Actions other than following a link. */
const refusedActions = /^(JavaScript|Launch|SubmitForm|ImportData|Rendition|Movie|Sound|GoToE)$/;
/** Deeper nesting of direct objects is no honest PDF. */
const maxDepth = 60;

function cleanObject(object: mupdf.PDFObject, depth: number): void {
  if (depth > maxDepth) throw new Refused("broken");
  if (object.isDictionary()) {
    for (const key of dropped) object.delete(key);
    for (const key of actionKeys) {
      const action = object.get(key);
      if (action.isDictionary() && refusedActions.test(nameIn(action, "S"))) object.delete(key);
    }
    cleanAnnotation(object);
  } else if (!object.isArray()) return;
  object.forEach((value: mupdf.PDFObject) => {
    if (!value.isIndirect()) cleanObject(value, depth + 1);
  });
}

/** Annotations have an author and dates; in a form field, the same key is the name of the field. */
function cleanAnnotation(object: mupdf.PDFObject): void {
  const subtype = nameIn(object, "Subtype");
  if (nameIn(object, "Type") !== "Annot" && !object.get("Rect").isArray()) return;
  if (subtype === "Widget" || subtype === "") return;
  for (const key of ["T", "M", "CreationDate", "NM"]) object.delete(key);
  if (subtype === "FileAttachment") object.delete("FS");
}

function nameIn(object: mupdf.PDFObject, key: string): string {
  const value = object.get(key);
  return value.isName() ? value.asName() : "";
}

/** A photograph keeps its camera's data in its own stream. */
function cleanJpeg(object: mupdf.PDFObject): void {
  const filter = object.get("Filter");
  const [only] = filter.isArray() && filter.length === 1 ? [filter.get(0)] : [filter];
  if (!only?.isName() || only.asName() !== "DCTDecode") return;
  const before = Buffer.from(object.readRawStream().asUint8Array());
  const after = withoutImageMetadata(before);
  if (after.length < before.length) object.writeRawStream(after);
}

function textOf(document: mupdf.PDFDocument, pages: number): string {
  let text = "";
  for (let index = 0; index < Math.min(pages, maxTextPages) && text.length < maxPlainText; index++) {
    const page = document.loadPage(index);
    text += `${page.toStructuredText("preserve-whitespace").asText()}\n`;
    page.destroy();
  }
  return text.replaceAll("\0", "").slice(0, maxPlainText);
}

function pictureOf(document: mupdf.PDFDocument): Uint8Array {
  const page = document.loadPage(0);
  const [left, , right] = page.getBounds();
  const scale = Math.min(4, pictureWidth / Math.max(1, right - left));
  const picture = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
  return Uint8Array.from(picture.asPNG());
}
