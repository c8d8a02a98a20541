import { readWrittenDate } from "../../tables/cell-dates";
import { cutText } from "../../tables/cell-text";
import { addressesIn, readList, splitCell, splitNames } from "../../tables/cells";
import { type CustomField, fieldKey, maxTextLength, readFieldValue } from "../custom-fields/custom-fields";
import { cellSeparator } from "../table-columns";
import type { Reading, ReadLine, Said } from "./line-reader.server";
import { type ListColumn, meaningOf, outsideNiger, valueKey, wholeCountry } from "./list-dictionary";

/** Fields whose values are a list of free texts. */
export const freeLists = ["formerNames", "antennes", "social", "projects", "donors"] as const;

/** Fills the values of a line from its cells. */
export function fill(line: ReadLine, said: Said, { dictionary, mappings, fields }: Reading): void {
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
  fillCustom(line, said, fields);
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

/** Cells of the secretariat's fields; a value that does not fit its field is a fault of the line. */
function fillCustom(line: ReadLine, said: Said, fields: readonly CustomField[]): void {
  for (const field of fields) {
    const key = fieldKey(field.id);
    const cell = said[key];
    if (!cell) continue;
    const read = readFieldValue(field, cell);
    if ("value" in read) line.values[key] = read.value;
    else {
      const [what, size] = [cutText(cell, 60), cell.length];
      const why = read.fault === "tooLong" ? "tooLong" : "other";
      line.faults.push({ column: key, why, what, size, max: maxTextLength });
    }
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
