import { readWrittenDate } from "../../tables/cell-dates";
import { cutText } from "../../tables/cell-text";
import { addressesIn, readList, splitCell, splitNames } from "../../tables/cells";
import type { TableLines } from "../../tables/header";
import type { Mappings } from "../../tables/import-mappings.server";
import { wordKey } from "../../tables/keys";
import type { TableRow } from "../../tables/table";
import { wordsOfRelation } from "../controlled-vocabulary.server";
import type { Relation } from "../organisations";
import { relations } from "../organisations";
import type { ProfileValues } from "../profile/profile-form";
import { profileSchema } from "../profile/profile-form.server";
import { type Column, cellSeparator } from "../table-columns";
import type { Mapping } from "./column-titles";
import type { Fault, LineNote, UnknownWord } from "./import-preview";
import {
  type Dictionary,
  type ListColumn,
  meaningOf,
  outsideNiger,
  valueKey,
  wholeCountry,
} from "./import-words";

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
  written: Partial<Record<Column, string>>;
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
}

const freeLists = ["formerNames", "antennes", "social", "projects", "donors"] as const;

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
function saidBy(row: TableRow, columns: TableLines["columns"], mapping: Mapping) {
  const said: Partial<Record<Column, string>> = {};
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

type Said = Partial<Record<Column, string>>;

function fill(line: ReadLine, said: Said, { dictionary, mappings }: Reading): void {
  const { values } = line;
  const known = (column: ListColumn) => {
    const find = (word: string) =>
      mappings.get(column)?.get(valueKey(word)) ?? meaningOf(column, word, dictionary);
    const read = readList(said[column] ?? "", find);
    line.unknown.push(...read.unknown.map((word) => ({ column, word })));
    // Words mapped to nothing are dropped.
    return [...new Set(read.values.filter(Boolean))];
  };
  values.name = line.name;
  for (const field of ["acronym", "mission", "places", "seat", "contactPhone"] as const) {
    if (said[field]) values[field] = said[field];
  }
  for (const field of freeLists) if (said[field]) values[field] = freeList(field, said[field]);
  for (const field of ["themes", "groups", "languages", "departements"] as const) {
    if (said[field]) values[field] = known(field);
  }
  if (said.type) {
    const [type] = known("type");
    if (type) values.type = type;
  }
  if (said.regions) {
    const found = known("regions");
    values.nationwide = found.includes(wholeCountry);
    values.outsideNiger = found.includes(outsideNiger);
    values.regions = found.filter((code) => code !== wholeCountry && code !== outsideNiger);
  }
  if (said.founded) values.founded = String(readWrittenDate(said.founded)?.year ?? said.founded);
  if (said.website) {
    const sites = said.website.split(/[\s;,|]+/).filter((word) => word.includes("."));
    values.website = sites.length > 0 ? firstOf(line, "secondSite", sites) : said.website;
  }
  if (said.contactEmail) {
    const addresses = addressesIn(said.contactEmail);
    values.contactEmail =
      addresses.length > 0 ? firstOf(line, "secondAddress", addresses) : said.contactEmail;
  }
}

/** Cells joined by an export are split at its own separator only. */
function freeList(field: (typeof freeLists)[number], cell: string): string[] {
  if (field === "formerNames" || field === "projects" || cell.includes(cellSeparator)) return splitCell(cell);
  if (field === "social") return cell.split(/[\s;,|]+/).filter((word) => /[./]/.test(word));
  return splitNames(cell);
}

function firstOf(line: ReadLine, why: "secondAddress" | "secondSite", found: readonly string[]): string {
  const [first = "", ...others] = found;
  if (others.length > 0) line.notes.push({ why, what: cutText(others.join(", "), 200) });
  return first;
}

/** Validates the values like the profile form. */
function checked(line: ReadLine, said: Said): ReadLine {
  const { values } = line;
  const result = profileSchema.safeParse({ name: line.name, type: "osc-ong", ...asForm(values) });
  if (!result.success) {
    const faulty = new Map(result.error.issues.map((issue) => [String(issue.path[0]) as Column, issue]));
    line.faults = [...faulty].map(([column, issue]) => faultOf(column, said[column] ?? "", values, issue));
    return line;
  }
  const kept = result.data as ProfileValues;
  const fields = Object.keys(values) as (keyof ProfileValues)[];
  return { ...line, values: Object.fromEntries(fields.map((field) => [field, kept[field]])) };
}

function faultOf(
  column: Column,
  cell: string,
  values: Partial<ProfileValues>,
  issue: { message: string; code?: string; maximum?: unknown },
): Fault {
  const why = issue.message.replace("field.", "");
  const known = ["tooLong", "tooManyLines", "lineTooLong", "url", "email", "year"] as const;
  const value = values[column as keyof ProfileValues];
  const texts = Array.isArray(value) ? value.map(String) : [];
  const size = why === "tooManyLines" ? texts.length : Math.max(...texts.map((one) => one.length), 0);
  return {
    column,
    // A year has four digits: a longer value is an invalid year, not a text that is too long.
    why: column === "founded" ? "year" : (known.find((each) => each === why) ?? "other"),
    what: excerpt(cell),
    size: size || String(value ?? cell).length,
    max: Number(issue.maximum ?? 0),
  };
}

/** The first words of a cell. */
const excerpt = (cell: string) => (cell.length > 60 ? `${cutText(cell, 50)}…` : cell);

/** The line without invalid fields and unknown words. */
export function withoutFaults(line: ReadLine): ReadLine {
  const dropped = new Set(line.faults.map(({ column }) => column));
  const values = Object.fromEntries(
    Object.entries(line.values).filter(([field]) => !dropped.has(field as Column)),
  ) as Partial<ProfileValues>;
  const said = [...line.faults.map(({ what }) => what), ...line.unknown.map(({ word }) => excerpt(word))];
  const left: LineNote[] = said.length > 0 ? [{ why: "leftOut", what: said.join(", ") }] : [];
  const clean = { ...line, values, faults: [], unknown: [], notes: [...line.notes, ...left] };
  return dropped.size > 0 ? checked(clean, line.written) : clean;
}

/** Converts to form values: the form uses text lines where a profile has lists. */
const asForm = (values: Partial<ProfileValues>) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      (freeLists as readonly string[]).includes(field) ? (value as string[]).join("\n") : value,
    ]),
  );

/** Normalised name for comparison. An empty key equals nothing. */
export const nameKey = wordKey;
