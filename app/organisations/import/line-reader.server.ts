import type { TableLines } from "../../tables/header";
import type { Mappings } from "../../tables/import-mappings.server";
import { wordKey } from "../../tables/keys";
import type { TableRow } from "../../tables/table";
import { wordsOfRelation } from "../controlled-vocabulary.server";
import type { CustomField } from "../custom-fields/custom-fields";
import { type Relation, relations } from "../organisations";
import type { ProfileValues } from "../profile/profile-form";
import type { Column } from "../table-columns";
import type { Mapping } from "./column-titles";
import type { Fault, LineNote, UnknownWord } from "./import-preview";
import { checked } from "./line-faults.server";
import { fill } from "./line-values.server";
import { type Dictionary, valueKey } from "./list-dictionary";

/** The filled cells of a line, by column. */
export type Said = Partial<Record<Column, string>>;

/** A parsed line of a file: its values and errors. */
export interface ReadLine {
  /** Row number in the spreadsheet. */
  number: number;
  name: string;
  acronym: string;
  /** Name of the parent organisation, as written in the file. */
  parent: string;
  /** Only filled cells; an empty cell changes nothing. */
  values: Partial<ProfileValues>;
  /** List cells as written: a cell joined by an export is compared as a whole. */
  written: Said;
  relation: "partner" | "institution" | "contact";
  unknown: UnknownWord[];
  faults: Fault[];
  notes: LineNote[];
}

/** Data needed to read a file. */
export interface Reading {
  mapping: Mapping;
  dictionary: Dictionary;
  /** Word mappings chosen by hand. */
  mappings: Mappings;
  /** Fields of the secretariat, with the labels of their options in every language. */
  fields: readonly CustomField[];
}

/** Parses one line. Values are validated like the profile form. */
export function readLine(row: TableRow, columns: TableLines["columns"], reading: Reading): ReadLine {
  const said = saidBy(row, columns, reading.mapping);
  const { relation, isMember } = relationOf(said.relation ?? "");
  const line: ReadLine = {
    number: row.number,
    name: nameOf(said.name ?? ""),
    acronym: said.acronym ?? "",
    parent: said.parent ?? "",
    values: {},
    written: said,
    relation,
    unknown: [],
    faults: [],
    notes: isMember ? [{ why: "memberRelation", what: said.relation ?? "" }] : [],
  };
  if (!line.name) return line;
  fill(line, said, reading);
  return checked(line, said);
}

/** A name contains a letter or a digit. */
const nameOf = (cell: string) => (/[\p{L}\p{N}]/u.test(cell) ? cell.replace(/\s+/g, " ") : "");

/** Two columns of the file mapped to one field are combined. */
function saidBy(row: TableRow, columns: TableLines["columns"], mapping: Mapping): Said {
  const said: Said = {};
  for (const [place, index] of columns.entries()) {
    const column = mapping[String(index)];
    const cell = row.cells[place]?.trim();
    if (!column || !cell) continue;
    const before = said[column];
    if (before === undefined) said[column] = cell;
    else if (before !== cell) said[column] = before + (column === "contactPhone" ? " / " : "\n") + cell;
  }
  return said;
}

const outsiders = ["partner", "institution", "contact"] as const;

function relationOf(cell: string): Pick<ReadLine, "relation"> & { isMember: boolean } {
  const key = valueKey(cell);
  const named = (relation: Relation) =>
    ["fr", "en"].some((locale) => valueKey(wordsOfRelation(locale, relation)) === key);
  const relation = outsiders.find(named) ?? (key.startsWith("parten") ? "partner" : "contact");
  const members = relations.filter((each) => !(outsiders as readonly string[]).includes(each));
  return { relation, isMember: key !== "" && (members.some(named) || key.startsWith("membre")) };
}

/** Normalised name for comparison. An empty key equals nothing. */
export const nameKey = wordKey;
