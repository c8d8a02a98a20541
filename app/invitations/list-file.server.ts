import { parse } from "csv-parse/sync";
import { normalise } from "../french/words";
import { cleanText } from "../http/fields";
import { mostLines } from "./bulk";

/** One line of a list of people, as it was written. */
export interface WrittenLine {
  line: number;
  email: string;
  name: string;
  organisation: string;
  role: string;
}

/**
 * The text of a file, whatever wrote it: UTF-8 and UTF-16 by their marks, UTF-8 where it is valid, otherwise what
 * Windows writes in French.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const columns = {
  email: ["email", "e mail", "mail", "courriel", "adresse", "adresse electronique"],
  name: ["nom", "name", "nom complet", "personne"],
  organisation: ["structure", "organisation", "organization", "sigle", "association"],
  role: ["role", "fonction"],
} as const;
type ColumnName = keyof typeof columns;

/**
 * Reads a list of people: comma, semicolon or tab, with a line of titles or without one (then: address, name,
 * organisation, role). Empty lines are passed over.
 * @returns null when it cannot be read as a list at all (a spreadsheet's own format, a picture).
 */
export function readLines(text: string): { lines: WrittenLine[]; beyond: number } | null {
  if (text.includes("\0")) return null;
  const rows = parseRows(text.replace(/^\ufeff/, ""));
  if (!rows) return null;
  const [first] = rows;
  const titles = first && !first.cells.some((cell) => cell.includes("@")) ? first.cells.map(normalise) : null;
  const placeOf = (name: ColumnName, otherwise: number) =>
    titles ? titles.findIndex((title) => (columns[name] as readonly string[]).includes(title)) : otherwise;
  const places = {
    email: placeOf("email", 0),
    name: placeOf("name", 1),
    organisation: placeOf("organisation", 2),
    role: placeOf("role", 3),
  };
  const lines = (titles ? rows.slice(1) : rows).map(({ line, cells }) => {
    const cell = (name: ColumnName) => cleanText(cells[places[name]] ?? "").slice(0, 254);
    return {
      line,
      email: cell("email").toLowerCase(),
      name: cell("name"),
      organisation: cell("organisation"),
      role: normalise(cell("role")),
    };
  });
  return { lines: lines.slice(0, mostLines), beyond: Math.max(0, lines.length - mostLines) };
}

function parseRows(text: string): { line: number; cells: string[] }[] | null {
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  } catch {
    return null;
  }
}

/** The sign that stands most often in the first line. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n|\r/, 1);
  const count = (sign: string) => first.split(sign).length;
  return [";", ",", "\t"].sort((one, other) => count(other) - count(one))[0] ?? ";";
}
