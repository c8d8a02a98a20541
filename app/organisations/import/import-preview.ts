import type { Changes } from "../profile/profile-form";
import type { Column } from "../table-columns";
import type { Mapping } from "./column-titles";

/** A cell's word that is in none of our lists. */
export interface UnknownWord {
  column: Column;
  word: string;
}

/** Why a cell is invalid: `import.fault.*`. */
export interface Fault {
  column: Column;
  why: "tooLong" | "tooManyLines" | "lineTooLong" | "url" | "email" | "year" | "other";
  /** An excerpt of the cell. */
  what: string;
  /** Number of characters or values, and the maximum. */
  size: number;
  max: number;
}

/** A part of a line that is skipped or changed: `import.note.*`. */
export interface LineNote {
  why: "unknownParent" | "secondAddress" | "secondSite" | "memberRelation" | "leftOut";
  what: string;
}

/** Another line of the same file that may be the same organisation. */
export interface Twin {
  number: number;
  name: string;
}

/** The effect of a line of the file. */
export type Effect =
  | { kind: "new" }
  | { kind: "update"; id: string; name: string; changes: Changes }
  | { kind: "same"; id: string; name: string }
  | { kind: "suspected"; alike: { id: string; name: string }[]; twin: Twin | null }
  | { kind: "left" }
  | { kind: "wrong"; why: "noName" | "twice" | "unknown"; what: string; canDrop: boolean }
  | { kind: "wrong"; why: "field"; what: string; fault: Fault; canDrop: boolean };

export interface PreviewLine {
  number: number;
  name: string;
  effect: Effect;
  notes: LineNote[];
}

/** A word of the file that is in none of our lists, with possible meanings. */
export interface WordToMap {
  /** Name of its form field. */
  key: string;
  column: Column;
  word: string;
  lines: number;
  /** Its earlier mapping, or its probable meaning. */
  value: string;
  /** Mapped before, so no answer is needed. */
  known: boolean;
  /** Only for organisations: the page already has the directory's lists. */
  candidates: { value: string; label: string }[];
}

/** A column of the file, as shown for mapping. */
export interface ShownColumn {
  index: number;
  title: string;
  example: string;
}

export interface ImportResult {
  created: number;
  updated: number;
  left: number;
}

export interface Preview {
  id: string;
  fileName: string;
  sheetNames: string[];
  sheet: number;
  headerRow: number;
  /** Rows that may be the header. */
  firstRows: { number: number; text: string }[];
  columns: ShownColumn[];
  mapping: Mapping;
  words: WordToMap[];
  /** Number of words beyond those shown. */
  moreWords: number;
  dropAll: boolean;
  counts: Record<Effect["kind"], number>;
  lines: PreviewLine[];
  total: number;
  page: number;
}

/** A written import, and whether it can be undone. */
export interface WrittenImport {
  id: string;
  fileName: string;
  result: ImportResult;
  writtenAt: string;
  undoneAt: string | null;
  /** Organisations changed since by something else; any of them prevents the undo. */
  touched: { id: string; name: string }[];
}

export const previewPageSize = 50;
/** Maximum number of words asked about on one page. */
export const maxWordsShown = 100;
