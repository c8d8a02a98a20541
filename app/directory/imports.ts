import type { Column } from "./columns";
import type { Mapping } from "./import-titles";
import type { Changes } from "./profile-form";

/** What a cell means that no list of ours holds. */
export interface UnknownWord {
  column: Column;
  word: string;
}

/** Why a cell cannot be written: `import.fault.*`. */
export interface Fault {
  column: Column;
  why: "tooLong" | "tooManyLines" | "lineTooLong" | "url" | "email" | "year" | "other";
  /** A few words of the cell. */
  what: string;
  /** Characters or values, and the most that is taken. */
  size: number;
  max: number;
}

/** What a line says that is not written, or not as it stands: `import.note.*`. */
export interface LineNote {
  why: "unknownParent" | "secondAddress" | "secondSite" | "memberRelation" | "leftOut";
  what: string;
}

/** Another line of the same file that may be the same organisation. */
export interface Twin {
  number: number;
  name: string;
}

/** What a line of the file will do. */
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

/** A word of the file that is no word of our lists, with what it may be made to mean. */
export interface WordToMap {
  /** The name of its field in the form. */
  key: string;
  column: Column;
  word: string;
  lines: number;
  /** What was said of it before, or what it probably means. */
  value: string;
  /** It was said before, and needs no answer. */
  known: boolean;
  /** Only for organisations: the lists of the directory are known to the page. */
  candidates: { value: string; label: string }[];
}

/** A column of the file, as the page asks what it is. */
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
  /** The rows among which the header may be. */
  firstRows: { number: number; text: string }[];
  columns: ShownColumn[];
  mapping: Mapping;
  words: WordToMap[];
  /** Words beyond those that are shown. */
  moreWords: number;
  dropAll: boolean;
  counts: Record<Effect["kind"], number>;
  lines: PreviewLine[];
  total: number;
  page: number;
}

/** What was written, and whether it can be taken back. */
export interface WrittenImport {
  id: string;
  fileName: string;
  result: ImportResult;
  writtenAt: string;
  undoneAt: string | null;
  /** Organisations that something else has touched since: while there are any, the import stays. */
  touched: { id: string; name: string }[];
}

export const previewPageSize = 50;
/** Words that are asked about on one page. */
export const maxWordsShown = 100;
