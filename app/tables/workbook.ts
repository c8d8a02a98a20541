import { textOfSerial } from "./cell-dates";
import { cellText } from "./cell-text";
import { maxCellLength, maxSheets } from "./table";
import { type SparseRow, TableBuilder } from "./table-builder";
import { walkXml } from "./workbook-xml";
import type { ZipEntries } from "./zip-entries";

/** A sheet of a workbook, read lazily. */
export interface WorkbookSheet {
  name: string;
  rows(): SparseRow[];
}

interface Workbook {
  files: ZipEntries;
  strings: string[];
  formats: CellFormat[];
  dateSystem: 1900 | 1904;
}

type CellFormat = "date" | "percent" | "plain";

/** The visible sheets of an XLSX in order; hidden ones only where all are hidden. */
export function readWorkbook(files: ZipEntries): WorkbookSheet[] {
  const path = targetsOf(files, "_rels/.rels", "").find(({ type }) => type === "officeDocument")?.path;
  const xml = path && files.text(path);
  if (!path || !xml) throw new Error("There is no workbook.");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const targets = targetsOf(files, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const pathOf = (type: string) => targets.find((target) => target.type === type)?.path ?? "";
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  walkXml(xml, {
    open(name, attributes) {
      if (name === "workbookPr" && /^(1|true)$/.test(attributes().date1904 ?? "")) dateSystem = 1904;
      if (name !== "sheet") return;
      const said = attributes();
      const id = Object.entries(said).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? "";
      listed.push({ name: cellText(said.name ?? ""), id, hidden: /hidden/i.test(said.state ?? "") });
    },
  });
  const workbook: Workbook = {
    files,
    strings: readStrings(files.text(pathOf("sharedStrings")) ?? ""),
    formats: readFormats(files.text(pathOf("styles")) ?? ""),
    dateSystem,
  };
  const visible = listed.filter(({ hidden }) => !hidden);
  return (visible.length > 0 ? visible : listed).slice(0, maxSheets).flatMap(({ name, id }) => {
    const target = targets.find((each) => each.id === id);
    // Charts and macros are listed among the sheets, but have no rows.
    if (target?.type !== "worksheet") return [];
    return { name, rows: () => readRows(workbook, files.text(target.path) ?? "") };
  });
}

/** The relationships of a workbook part, by the last word of each type. */
function targetsOf(files: ZipEntries, path: string, folder: string) {
  const targets: { id: string; type: string; path: string }[] = [];
  walkXml(files.text(path) ?? "<none/>", {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const { Id = "", Type = "", Target = "" } = attributes();
      targets.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf("/") + 1),
        path: resolvePath(folder, Target),
      });
    },
  });
  return targets;
}

function resolvePath(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Collects text from the runs of a cell; phonetic runs (`rPh`) are skipped. */
class TextGatherer {
  #parts: string[] = [];
  #length = 0;
  #inText = false;
  #phonetic = 0;

  open(name: string): void {
    if (name === "rPh") this.#phonetic++;
    if (name === "t") this.#inText = true;
  }

  close(name: string): void {
    if (name === "rPh") this.#phonetic--;
    if (name === "t") this.#inText = false;
  }

  text(value: string): void {
    if (this.#inText && this.#phonetic === 0) this.add(value);
  }

  add(value: string): void {
    if (this.#length > maxCellLength) return;
    this.#parts.push(value);
    this.#length += value.length;
  }

  take(): string {
    const whole = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    // Excel writes control characters as _x000D_, and that pattern itself as _x005F_x000D_.
    return whole.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  const gatherer = new TextGatherer();
  if (xml === "") return strings;
  walkXml(xml, {
    open: (name) => gatherer.open(name),
    text: (value) => gatherer.text(value),
    close(name) {
      gatherer.close(name);
      if (name === "si") strings.push(cellText(gatherer.take()));
    },
  });
  return strings;
}

/** The number format of each cell style. */
function readFormats(xml: string): CellFormat[] {
  const written = new Map<string, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  if (xml === "") return formats;
  walkXml(xml, {
    open(name, attributes) {
      if (name === "numFmt") written.set(attributes().numFmtId ?? "", attributes().formatCode ?? "");
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      const id = attributes().numFmtId ?? "0";
      formats.push(formatOf(Number(id), written.get(id)));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return formats;
}

function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
      return "date";
    return id === 9 || id === 10 ? "percent" : "plain";
  }
  // Strips quoted words, escapes, colours, currencies and locales; elapsed time ([h]:mm) remains a time.
  const bare =
    code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]{0,100}\]/gi, "").split(";")[0] ?? "";
  if (/general/i.test(bare)) return "plain";
  if (/[dmyhs]/i.test(bare) && !/[0#?]/.test(bare.replace(/s[.,]0+/gi, "s"))) return "date";
  return bare.includes("%") ? "percent" : "plain";
}

interface Cell {
  row: number;
  column: number;
  type: string;
  style: number;
}

function readRows(workbook: Workbook, xml: string): SparseRow[] {
  const builder = new TableBuilder();
  const merged: MergedRange[] = [];
  const gatherer = new TextGatherer();
  let cell: Cell | undefined;
  let [row, column] = [0, -1];
  let inValue = false;
  walkXml(xml, {
    open(name, attributes) {
      if (name === "row") {
        row = Number(attributes().r) || row + 1;
        column = -1;
      } else if (name === "c") {
        const { r = "", t = "n", s = "0" } = attributes();
        const place = placeOf(r);
        row = place?.row ?? row;
        column = place?.column ?? column + 1;
        cell = { row, column, type: t, style: Number(s) };
      } else if (name === "v") inValue = true;
      else if (name === "mergeCell") {
        const range = rangeOf(attributes().ref ?? "");
        if (range) merged.push(range);
      } else gatherer.open(name);
    },
    text(value) {
      if (!cell) return;
      if (inValue) gatherer.add(value);
      else if (cell.type === "inlineStr") gatherer.text(value);
    },
    close(name) {
      if (name === "v") inValue = false;
      else if (name === "c" && cell) {
        builder.add(cell.row, cell.column, shownValue(cell, gatherer.take(), workbook));
        cell = undefined;
      } else gatherer.close(name);
    },
  });
  return fillMerged(builder, merged);
}

function shownValue(
  { type, style }: Cell,
  value: string,
  { strings, formats, dateSystem }: Workbook,
): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "VRAI" : "FAUX";
  // #N/A and similar errors: no value.
  if (type === "e") return "";
  if (type !== "n" || value.trim() === "") return cellText(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return cellText(value);
  if (formats[style] === "date") return textOfSerial(number, dateSystem);
  if (formats[style] === "percent") return `${Number((number * 100).toPrecision(12))} %`;
  return plainNumber(number);
}

/** Drops floating-point noise and never uses an exponent: a telephone number is written with all its digits. */
const plainNumber = (number: number) =>
  Number.isInteger(number) && Math.abs(number) < 1e21
    ? BigInt(number).toString()
    : String(Number(number.toPrecision(15)));

function placeOf(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (!letters || !digits) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits), column };
}

interface MergedRange {
  column: number;
  from: number;
  to: number;
}

/** Only vertical merges: each of these rows gets the value of the first. */
function rangeOf(reference: string): MergedRange | undefined {
  const [from, to] = reference.split(":").map(placeOf);
  if (!from || !to || to.row <= from.row || to.column !== from.column) return undefined;
  return { column: from.column, from: from.row, to: to.row };
}

function fillMerged(builder: TableBuilder, merged: readonly MergedRange[]): SparseRow[] {
  const rows = builder.rows();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const { column, from, to } of merged) {
    const value = byNumber.get(from)?.cells.get(column);
    if (!value) continue;
    // Rows without other values are not lines of the table.
    for (const { number } of rows) {
      if (number > from && number <= to) builder.add(number, column, value);
    }
  }
  return merged.length > 0 ? builder.rows() : rows;
}
