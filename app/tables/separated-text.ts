import { type Options, parse } from "csv-parse/sync";
import { cellText, cutText } from "./cell-text";
import { type SparseRow, TableBuilder, TableTooBig } from "./table-builder";

const separators = [";", ",", "\t", "|"] as const;
/** Length of the sample from which the separator is guessed. */
const maxSampleLength = 64 * 1024;
const maxSampleRecords = 200;
/** Maximum number of columns, as in Excel; further ones are ignored. */
const maxRecordWidth = 16_384;

/**
 * The rows of a text file: its separator is the one of a `sep=;` line, otherwise the one that splits the
 * records most evenly. Row numbers are those of a spreadsheet: empty records count, line breaks in quotes do
 * not.
 */
export function readSeparatedText(text: string): SparseRow[] {
  const named = /^\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\n|\r|$)/i.exec(text);
  const body = named ? text.slice(named[0].length) : text.replace(/^\ufeff/, "");
  const separator = named?.[1] ?? separatorOf(body);
  const builder = new TableBuilder();
  parseRecords(body, separator, (record, number) => {
    if (record.length === 1 && record[0] === "") return;
    for (const [column, cell] of record.slice(0, maxRecordWidth).entries()) {
      builder.add(number, column, cellText(cell));
    }
  });
  return builder.rows();
}

function separatorOf(text: string): string {
  const sample = cutText(text, maxSampleLength);
  const candidates = separators.map((separator) => ({
    separator,
    evenness: evennessOf(recordWidths(sample, separator, sample.length < text.length)),
  }));
  const [best] = candidates.sort((one, other) => other.evenness - one.evenness);
  return best && best.evenness > 0 ? best.separator : ";";
}

/**
 * How evenly a separator splits: the share of records with the most common width above one. A title above the
 * table, or a comma in a sentence, gives other widths; a separator that splits less than half of the records is
 * rejected, unless the last ones agree.
 */
function evennessOf(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [commonest] = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
  if (!commonest) return 0;
  const [width, count] = commonest;
  const share = count / widths.length;
  const lastAgree = count > 1 && widths.slice(-2).every((each) => each === width);
  if (widths.length > 1 && share < 0.6 && !lastAgree) return 0;
  return share + Math.min(width, 50) / 1_000;
}

function recordWidths(sample: string, separator: string, isCut: boolean): number[] {
  const widths: number[] = [];
  parseRecords(sample, separator, (record) => {
    if (record.some((cell) => cell.trim()) && widths.length < maxSampleRecords) widths.push(record.length);
  });
  // The last record of a sample may be incomplete.
  return isCut && widths.length > 1 ? widths.slice(0, -1) : widths;
}

type OnRecord = (record: string[], number: number) => void;

function parseRecords(text: string, delimiter: string, onRecord: OnRecord): void {
  try {
    parseWith({ delimiter, relax_quotes: true }, text, onRecord);
  } catch (error) {
    if (error instanceof TableTooBig) throw error;
    // An unclosed quotation mark: parse again with quotes as ordinary characters.
    parseWith({ delimiter, quote: null }, text, onRecord);
  }
}

function parseWith(options: Options, text: string, onRecord: OnRecord): void {
  const records: [string[], number][] = [];
  let number = 0;
  parse(text, {
    ...options,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: 1_000_000,
    on_record: (record: string[]) => {
      number++;
      if (record.length > 1 || record[0] !== "") records.push([record, number]);
      if (records.length > maxRecords) throw new TableTooBig("tooManyLines");
      // The parser must not keep records: a file of line breaks alone has millions.
      return null;
    },
  });
  for (const [record, at] of records) onRecord(record, at);
}

/** Maximum number of records, including empty ones ("; ; ;"), which are dropped later. */
const maxRecords = 100_000;
