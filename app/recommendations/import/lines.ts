import { readWrittenDate } from "../../tables/cell-dates";
import { singleSpaced } from "../../tables/cells";
import type { ColumnMapping } from "../../tables/column-mapping";
import type { TableLines } from "../../tables/header";
import type { DuePrecision } from "../deadlines";
import type { ImportColumn } from "./columns";

/** A line of the file, its cells read but its words not yet understood. */
export interface ReadLine {
  number: number;
  /** A title, section or total row. */
  section: boolean;
  text: string;
  translation: string | null;
  source: string;
  symbol: string | null;
  paragraph: string | null;
  annotationId: string | null;
  body: string | null;
  session: string | null;
  issuedOn: string | null;
  issuedPrecision: DuePrecision;
  kind: "recommendation" | "observation";
  /** Names of authorities; empty where the cell is. */
  authorities: string[];
  /** Whether the authorities are those of the line above, as in a merged cell. */
  ditto: boolean;
  /** Whether the addressee is only the State concerned, as in UHRI's export: it is finer in the network. */
  byCountry: boolean;
  position: string;
  status: string;
  due: string;
  actions: string;
  indicator: string;
  themes: string[];
  states: string[];
  groups: string[];
  goals: string[];
  extra: Record<string, string>;
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
};

/** The characters that HTML entities in an export stand for. */
const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,6})|([a-z]{2,8}));/gi,
    (whole, code: string | undefined, name: string | undefined) =>
      code
        ? String.fromCodePoint(Math.min(Number(code), 0x10ffff))
        : (entities[name?.toLowerCase() ?? ""] ?? whole),
  );

/** The values of a cell of UHRI's export: one per line, each behind a dash. */
const listOf = (cell: string): string[] =>
  cell
    .split(/\n/)
    .map((line) => decodeEntities(line.replace(/^\s*-\s+/, "")).trim())
    .filter(Boolean)
    .slice(0, 60);

const symbolPattern = /\b[A-Z][A-Z0-9]{0,9}(?:\/[A-Za-z0-9.]{1,12}){1,6}/;
const paragraphPattern = /(?:§|\bpar(?:a|agraphe)?s?\b\.?)\s?(\d{1,4}(?:\.\d{1,4})?(?:\s?\(?[a-z]{1,2}\))?)/i;
/** "72. [...] (f) …", "33. (a) …", "999.12 …", "66. …" in front of a text. */
const paragraphBefore = /^\s?(\d{1,4}(?:\.\d{1,4})?)\.?\s(?:\[(?:\.{3}|…)\]\s)?(?:\(([a-z]{1,2})\))?/;

function paragraphOf(text: string): string | null {
  const [, number, letter] = paragraphBefore.exec(singleSpaced(text)) ?? [];
  return number ? `${number}${letter ? ` ${letter})` : ""}` : null;
}

/** Two addressees in one cell stand on lines of their own, or on both sides of a slash. */
const authoritiesIn = (cell: string): string[] =>
  singleSpaced(cell)
    .split(/\n| \/ |\s?;\s?/)
    .map((name) => name.replace(/^\s*-\s+/, "").trim())
    .filter((name) => name !== "" && !/^(?:idem|id\.|″|"|〃)$/i.test(name))
    .slice(0, 60);

const dittoWords = /^\s*(?:idem|id\.|″|"|〃)\s*$/i;

/** Maximum length of a kept cell without a field. */
const maxExtra = 500;

/** Reads the lines below the header; an empty authority is proposed to be the one above. */
export function readLines(table: TableLines, mapping: ColumnMapping<ImportColumn>): ReadLine[] {
  const placeOf = new Map<ImportColumn, number>();
  const unmapped: number[] = [];
  for (const [place, index] of table.columns.entries()) {
    const column = mapping[String(index)];
    if (column) placeOf.set(column, place);
    else if (table.header[place]) unmapped.push(place);
  }
  let above: string[] = [];
  return table.lines.map(({ number, cells }) => {
    const cell = (column: ImportColumn) => cells[placeOf.get(column) ?? -1] ?? "";
    const line = readLine(number, cell);
    line.section = isSection(cells, line.text);
    for (const place of unmapped)
      if (cells[place]) line.extra[table.header[place] ?? ""] = (cells[place] ?? "").slice(0, maxExtra);
    for (const column of ["themes", "country"] as const)
      if (cell(column))
        line.extra[column === "themes" ? "Themes" : "Countries Concerned"] = cell(column).slice(0, maxExtra);
    if (line.section) return line;
    if (line.authorities.length > 0) above = line.authorities;
    else if (above.length > 0) {
      line.authorities = above;
      line.ditto = !dittoWords.test(cell("authority"));
    }
    return line;
  });
}

/** A row without a recommendation, with a single filled cell, or with a sum. */
const isSection = (cells: readonly string[], text: string): boolean =>
  text === "" ||
  (cells.length > 2 && cells.filter(Boolean).length === 1) ||
  /^total\b/i.test(cells.find(Boolean) ?? "");

function readLine(number: number, cell: (column: ImportColumn) => string): ReadLine {
  const text = decodeEntities(cell("text")).trim();
  const source = cell("source") || cell("symbol") || listOf(cell("body")).join(", ");
  const symbol = cell("symbol") || (symbolPattern.exec(source)?.[0] ?? null);
  const date = readWrittenDate(cell("issuedOn"));
  const pad = (value: number | undefined) => String(value ?? 1).padStart(2, "0");
  const country = listOf(cell("country")).map((name) => (name === "Niger" ? "État du Niger" : name));
  const authorities = authoritiesIn(cell("authority"));
  return {
    number,
    section: false,
    text,
    translation: cell("translation") || null,
    source: source || "–",
    symbol: symbol || null,
    paragraph: cell("paragraph") || paragraphPattern.exec(source)?.[1] || paragraphOf(text),
    annotationId: cell("annotationId") || null,
    body: listOf(cell("body"))[0] ?? null,
    session: listOf(cell("session"))[0] ?? null,
    issuedOn: date ? `${date.year}-${pad(date.month)}-${pad(date.day)}` : null,
    issuedPrecision: date?.day ? "day" : date?.month ? "month" : "year",
    kind: /concern|observation/i.test(cell("kind")) ? "observation" : "recommendation",
    authorities: authorities.length > 0 ? authorities : country,
    ditto: false,
    byCountry: authorities.length === 0 && country.length > 0,
    position: listOf(cell("position"))[0] ?? "",
    status: cell("status"),
    due: cell("due").split("\n")[0] ?? "",
    actions: cell("actions"),
    indicator: cell("indicator"),
    themes: listOf(cell("themes")),
    states: listOf(cell("states")),
    groups: listOf(cell("groups")),
    goals: listOf(cell("goals")),
    extra: {},
  };
}
