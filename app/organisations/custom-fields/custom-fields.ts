import type { Level } from "../field-visibility";

/** Kinds of fields that the secretariat may add to the directory. */
export const fieldKinds = ["text", "choice", "number", "date", "boolean"] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const fieldOwners = ["organisation", "person"] as const;
export type FieldOwner = (typeof fieldOwners)[number];

/** Kinds whose values are few enough for a facet. */
export const facetKinds: readonly FieldKind[] = ["choice", "boolean"];

/** An option of a choice. A retired one is no longer offered, but its values stay readable. */
export interface FieldOption {
  value: string;
  label: string;
  retired: boolean;
}

/** A field of the directory, in the reader's language. */
export interface CustomField {
  id: string;
  owner: FieldOwner;
  kind: FieldKind;
  /** Prefix of its values among the facets of the index. */
  code: string;
  label: string;
  hint: string;
  options: FieldOption[];
  min: number | null;
  max: number | null;
  /** The widest circle that sees its values. */
  level: Level;
  facet: boolean;
  column: boolean;
  archived: boolean;
}

/** The key of a custom field among the values of a profile, in its visibility, and as a column of tables. */
export type FieldKey = `custom:${string}`;
export const fieldKey = (id: string): FieldKey => `custom:${id}`;
export const isFieldKey = (key: string): key is FieldKey => key.startsWith("custom:");

/** Maximum number of fields of one owner, archived ones included: one for each character of a code. */
export const fieldCodes = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
export const maxOptions = 60;
export const maxLabelLength = 80;
export const maxHintLength = 200;
export const maxTextLength = 500;
/** Bounds of any number, so that it keeps its digits in a spreadsheet. */
export const maxNumber = 1_000_000_000_000;

export type FieldFault = "choice" | "number" | "range" | "date" | "boolean" | "tooLong";

/** A value in its canonical form, or what is wrong with it. An empty value is no value. */
export type ReadValue = { value: string } | { fault: FieldFault };

const yes = ["yes", "oui", "vrai", "true", "x", "1", "on"];
const no = ["no", "non", "faux", "false", "0"];
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Reads what was typed into a form or a cell, in either language. */
export function readFieldValue(field: CustomField, typed: string): ReadValue {
  const text = typed.trim();
  if (text === "") return { value: "" };
  switch (field.kind) {
    case "text":
      return text.length <= maxTextLength ? { value: text } : { fault: "tooLong" };
    case "choice": {
      const option = field.options.find(
        ({ value, label }) => value === text || folded(label) === folded(text),
      );
      return option ? { value: option.value } : { fault: "choice" };
    }
    case "boolean": {
      if (yes.includes(folded(text))) return { value: "yes" };
      return no.includes(folded(text)) ? { value: "no" } : { fault: "boolean" };
    }
    case "number":
      return readNumber(field, text);
    case "date":
      return readDay(text);
  }
}

function readNumber({ min, max }: CustomField, text: string): ReadValue {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!/^[+-]?\d{1,13}(\.\d{1,6})?$/.test(plain)) return { fault: "number" };
  const number = Number(plain);
  const [least, most] = [min ?? -maxNumber, max ?? maxNumber];
  return number < least || number > most ? { fault: "range" } : { value: String(number) };
}

/** A day as 2026-12-01, 01/12/2026 or 1.12.2026. */
function readDay(text: string): ReadValue {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?: 00:00)?$/.exec(text) ?? [];
  const [, frenchDay, frenchMonth, frenchYear] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const iso = year
    ? `${year}-${month}-${day}`
    : frenchYear && `${frenchYear}-${frenchMonth?.padStart(2, "0")}-${frenchDay?.padStart(2, "0")}`;
  const time = iso ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  const real = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === iso;
  return iso && real && iso >= "1800" && iso < "2200" ? { value: iso } : { fault: "date" };
}

/** A value of a field as one viewer may read it. */
export interface ShownField {
  key: FieldKey;
  kind: FieldKind;
  label: string;
  /** The label of an option, otherwise the canonical value. */
  value: string;
}

/** The words of a canonical value, without those of the portal's own catalogue (yes, no). */
export const valueLabel = (
  { kind, options }: Pick<CustomField, "kind" | "options">,
  value: string,
): string => (kind === "choice" ? (options.find((option) => option.value === value)?.label ?? value) : value);
