import { decodeText } from "./decode-text";
import { findHeader } from "./header";
import { readSeparatedText } from "./separated-text";
import { maxFileSize, type ReadOptions, type Sheet, type TableFile, type TableRefusal } from "./table";
import { denseSheet, TableTooBig } from "./table-builder";
import { readWorkbook, type WorkbookSheet } from "./workbook";
import { ZipEntries } from "./zip-entries";

const zipHead = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const oldHead = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** Signatures of documents that would decode as text: PDF, RTF, and markup that some programs call a spreadsheet. */
const notSeparated = /^\s*(?:%PDF|\{\\rtf|<(?:\?xml|!doctype|html|table|office:))/i;

/**
 * Reads a file by content, not by name: a workbook by its first bytes, otherwise separated text. Runs in the
 * worker thread (`table.worker.ts`), since the sender controls its cost in time and memory.
 */
export function readTableFile(bytes: Buffer, options: ReadOptions): TableFile | TableRefusal {
  if (bytes.length === 0) return "empty";
  if (bytes.length > maxFileSize) return "tooLarge";
  if (bytes.subarray(0, 4).equals(oldHead)) return "oldExcel";
  try {
    return bytes.subarray(0, 4).equals(zipHead) ? readZip(bytes, options) : readText(bytes);
  } catch (error) {
    return error instanceof TableTooBig ? error.refusal : "broken";
  }
}

function readText(bytes: Buffer): TableFile | TableRefusal {
  const text = decodeText(bytes);
  if (notSeparated.test(text.slice(0, 200)))
    return text.includes("urn:oasis:names:tc:opendocument") ? "openDocument" : "notATable";
  if (isBinary(text)) return "notATable";
  const content = denseSheet(readSeparatedText(text));
  return content.rows.length === 0 ? "empty" : { sheetNames: [], sheet: 0, content };
}

/** Control characters that text does not contain: an image, a program. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is counted
  const strange = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return text.includes("\u0000") || strange * 200 > sample.length;
}

function readZip(bytes: Buffer, { sheet, knownTitles = [] }: ReadOptions): TableFile | TableRefusal {
  const files = new ZipEntries(bytes);
  if (files.has("content.xml") && files.has("mimetype")) return "openDocument";
  if (files.has("xl/workbook.bin")) return "oldExcel";
  if (!files.has("_rels/.rels") || files.has("word/document.xml")) return "notATable";
  const sheets = readWorkbook(files);
  if (sheets.length === 0) return "notATable";
  const chosen =
    sheet === undefined ? fittestSheet(sheets, new Set(knownTitles)) : readSheet(sheets[sheet], sheet);
  if (!chosen) return "empty";
  if (!("content" in chosen)) return chosen.refusal;
  return { sheetNames: sheets.map(({ name }) => name), sheet: chosen.index, content: chosen.content };
}

type ReadSheet = { index: number; content: Sheet } | { index: number; refusal: TableRefusal };

/** A sheet that is too large does not prevent reading another sheet of the workbook. */
function readSheet(sheet: WorkbookSheet | undefined, index: number): ReadSheet | undefined {
  if (!sheet) return undefined;
  try {
    const content = denseSheet(sheet.rows());
    return content.rows.length > 0 ? { index, content } : undefined;
  } catch (error) {
    if (error instanceof TableTooBig) return { index, refusal: error.refusal };
    throw error;
  }
}

/** The sheet with most known titles; among equals one with rows below its header, then the first. */
function fittestSheet(
  sheets: readonly WorkbookSheet[],
  knownTitles: ReadonlySet<string>,
): ReadSheet | undefined {
  const read = sheets.flatMap((sheet, index) => readSheet(sheet, index) ?? []);
  const fitness = (one: ReadSheet) => {
    if (!("content" in one)) return -1;
    const header = findHeader(one.content.rows, knownTitles);
    return header.known * 10 + (one.content.rows.length - header.index > 1 ? 1 : 0);
  };
  return [...read].sort((one, other) => fitness(other) - fitness(one))[0];
}
