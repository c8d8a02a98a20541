import { cutText } from "../../tables/cell-text";
import { isFieldKey } from "../custom-fields/custom-fields";
import type { ProfileValues } from "../profile/profile-form";
import { profileSchema } from "../profile/profile-form.server";
import type { Column } from "../table-columns";
import type { Fault, LineNote } from "./import-preview";
import type { ReadLine, Said } from "./line-reader.server";
import { freeLists } from "./line-values.server";

/** Validates the values like the profile form. */
export function checked(line: ReadLine, said: Said): ReadLine {
  const { values } = line;
  const result = profileSchema.safeParse({ name: line.name, type: "osc-ong", ...asForm(values) });
  if (!result.success) {
    const faulty = new Map(result.error.issues.map((issue) => [String(issue.path[0]) as Column, issue]));
    const more = [...faulty].map(([column, issue]) => faultOf(column, said[column] ?? "", values, issue));
    line.faults = [...line.faults, ...more];
    return line;
  }
  const kept = result.data as ProfileValues;
  const fields = Object.keys(values) as (keyof ProfileValues)[];
  // The schema of the form leaves out the secretariat's fields, which are read already.
  const entries = fields.map((field) => [field, isFieldKey(field) ? values[field] : kept[field]]);
  return { ...line, values: Object.fromEntries(entries) as Partial<ProfileValues> };
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
