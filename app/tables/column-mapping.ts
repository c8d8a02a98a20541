import type { TableLines } from "./header";
import type { MappedWord } from "./import-mappings.server";
import { titleKey } from "./keys";

/** A column of the file, with example values. */
export interface FileColumn {
  /** Index in the file. */
  index: number;
  title: string;
  /** The first values. */
  values: readonly string[];
}

/** The importer's column for each column index of the file; unmapped columns are left out. */
export type ColumnMapping<Column extends string> = Record<string, Column>;

/** What an importer knows about its columns. */
export interface KnownColumns<Column extends string> {
  columns: readonly Column[];
  /** By title, normalised by `titleKey`. */
  titles: ReadonlyMap<string, Column>;
  /** Patterns for longer titles; the first match wins, and null means none of the columns. */
  hints: readonly (readonly [RegExp, Column | null])[];
  /** The column that takes untitled mail addresses. */
  addresses?: Column;
}

/** Maximum number of example values of a column. */
const maxExamples = 100;

/** The columns of a table with examples. */
export const fileColumnsOf = ({ header, columns, lines }: TableLines): FileColumn[] =>
  columns.map((index, place) => ({
    index,
    title: header[place] ?? "",
    values: lines.slice(0, maxExamples).map(({ cells }) => cells[place] ?? ""),
  }));

/**
 * Guesses which column of the importer each column of the file is, each at most once: by earlier mappings, by title, by
 * patterns in the title, and by values that are mail addresses.
 * @param remembered mappings of titles in earlier files; empty for none of the columns.
 */
export function guessColumns<Column extends string>(
  fileColumns: readonly FileColumn[],
  { columns, titles, hints, addresses }: KnownColumns<Column>,
  remembered: ReadonlyMap<string, string> = new Map(),
): ColumnMapping<Column> {
  const mapping: ColumnMapping<Column> = {};
  const free = (column: Column) => !Object.values(mapping).includes(column);
  const left = new Set(fileColumns);
  const take = (fileColumn: FileColumn, column: Column | null | undefined) => {
    if (column === undefined) return;
    if (column && free(column)) mapping[String(fileColumn.index)] = column;
    left.delete(fileColumn);
  };
  for (const each of left) {
    const value = remembered.get(titleKey(each.title));
    if (value !== undefined) take(each, columns.find((column) => column === value) ?? null);
  }
  for (const each of left) take(each, titles.get(titleKey(each.title)));
  for (const each of left) take(each, hints.find(([words]) => words.test(titleKey(each.title)))?.[1]);
  for (const each of left) if (holdsAddresses(each)) take(each, addresses);
  return mapping;
}

/** More than half of the filled cells are mail addresses. */
function holdsAddresses({ values }: FileColumn): boolean {
  const addresses = values.filter((value) => value.includes("@")).length;
  return addresses > 0 && addresses * 2 > values.filter(Boolean).length;
}

/** The part of a submitted mapping that names columns of the importer. */
export const knownMapping = <Column extends string>(
  columns: readonly Column[],
  submitted: Record<string, string>,
): ColumnMapping<Column> =>
  Object.fromEntries(
    Object.entries(submitted).flatMap(([index, value]) => {
      const column = columns.find((each) => each === value);
      return column ? [[index, column]] : [];
    }),
  );

/** Titles mapped differently than before, to be remembered under the field "title". */
export const changedTitles = <Column extends string>(
  table: TableLines,
  before: ColumnMapping<Column>,
  after: ColumnMapping<Column>,
): MappedWord[] =>
  fileColumnsOf(table).flatMap(({ index, title }) => {
    const value = after[String(index)] ?? "";
    return value === (before[String(index)] ?? "") ? [] : [{ field: "title", word: titleKey(title), value }];
  });
