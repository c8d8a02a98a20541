import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { cleanText } from "../http/fields";
import { meant } from "./columns";

/** The largest file that is read, in bytes. */
export const largestFile = 6 * 1024 * 1024;
const mostLines = 20_000;
const mostColumns = 60;
/** What an XLSX may weigh once unpacked: a small one can hold gigabytes. */
const mostUnpacked = 100 * 1024 * 1024;
const longestCell = 5_000;

/** Why a file cannot be read; the words are `import.refused.*`. */
export type FileRefusal = "empty" | "oldExcel" | "notATable" | "tooManyLines" | "tooLarge" | "broken";

export interface TableFile {
  header: string[];
  lines: string[][];
}

/**
 * Reads a table from a file, whatever its name says: XLSX by its first bytes, otherwise text in UTF-8, UTF-16 or
 * Windows-1252, separated by semicolons, commas or tabs, with quotes and empty lines as they come.
 */
export async function readTable(bytes: Buffer): Promise<TableFile | FileRefusal> {
  if (bytes.length === 0) return "empty";
  if (bytes.length > largestFile) return "tooLarge";
  if (bytes.subarray(0, 4).equals(oldHead)) return "oldExcel";
  const rows = bytes.subarray(0, 4).equals(zipHead) ? await sheetRows(bytes) : textRows(bytes);
  if (typeof rows === "string") return rows;
  const [header, ...lines] = rows.filter((row) => row.some(Boolean));
  if (!header || lines.length === 0) return "empty";
  if (lines.length > mostLines) return "tooManyLines";
  const width = Math.min(
    mostColumns,
    Math.max(header.length, ...lines.slice(0, 100).map((line) => line.length)),
  );
  const padded = (row: string[]) => Array.from({ length: width }, (_, index) => row[index] ?? "");
  return { header: padded(header), lines: lines.map(padded) };
}

const zipHead = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const oldHead = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const cellText = (value: unknown): string =>
  meant(cleanText(value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ""))).slice(
    0,
    longestCell,
  );

async function sheetRows(bytes: Buffer): Promise<string[][] | FileRefusal> {
  if (unpackedSize(bytes) > mostUnpacked) return "tooLarge";
  try {
    const rows = await readSheet(bytes);
    return rows.map((row) => row.map(cellText));
  } catch {
    return "broken";
  }
}

/** What the directory at the end of a ZIP file says of its contents' size. */
function unpackedSize(bytes: Buffer): number {
  let total = 0;
  const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = bytes.indexOf(entry); at >= 0 && at + 28 <= bytes.length; at = bytes.indexOf(entry, at + 4)) {
    total += bytes.readUInt32LE(at + 24);
  }
  return total;
}

function textRows(bytes: Buffer): string[][] | FileRefusal {
  const text = decoded(bytes);
  if (text.includes("\u0000")) return "notATable";
  const delimiter = delimiterOf(text);
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
    });
    return rows.map((row) => row.map(cellText));
  } catch {
    return "broken";
  }
}

/** UTF-8 where it is valid, UTF-16 where it says so, otherwise what French Windows writes. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The separator that the first line holds most of, outside its quotes. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/).filter((line) => line.trim());
  const bare = first.replace(/"[^"]*"/g, "");
  const counted = [";", ",", "\t", "|"].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counted.sort((one, other) => other.count - one.count)[0]?.sign ?? ";";
}
