import type { ShownColumn } from "../../tables/pending-table";
import type { WordToMap } from "../../tables/word-mapping";
import type { Changes, EditedField } from "../profile/profile-form";
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
  words: WordToMap<Column>[];
  /** Number of words beyond those shown. */
  moreWords: number;
  dropAll: boolean;
  counts: Record<Effect["kind"], number>;
  lines: PreviewLine[];
  total: number;
  page: number;
}

/** A record that an undo keeps: a created one as a whole, or fields of a changed one that were edited since. */
export interface KeptRecord {
  id: string;
  /** Empty for one that was deleted or merged. */
  name: string;
  fields: EditedField[];
}

export interface UndoResult {
  deleted: number;
  restored: number;
  /** The first ones. */
  kept: KeptRecord[];
  keptCount: number;
}

/** A written import, and what its undo keeps. */
export interface WrittenImport {
  id: string;
  fileName: string;
  result: ImportResult;
  writtenAt: string;
  undoneAt: string | null;
  /** Null until it is undone. */
  undone: UndoResult | null;
  /** What an undo now would keep. */
  touched: KeptRecord[];
}
