import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../../db/database.server";
import { cutText } from "../../tables/cell-text";
import { linesBelow, type TableLines } from "../../tables/header";
import { type Mappings, readMappings } from "../../tables/import-mappings.server";
import type { TableRow } from "../../tables/table";
import { findSimilar, findTwins, type SimilarOrganisation } from "../likeness.server";
import { type WholeOrganisation, whole } from "../profile/profile.server";
import { changesBetween, type ProfileValues } from "../profile/profile-form";
import { knownValues, valuesOf } from "../profile/profile-values.server";
import { type Labels, readLabels } from "../reference-labels.server";
import { type Column, cellSeparator } from "../table-columns";
import type { Mapping } from "./column-titles";
import type { Effect, WordToMap } from "./import-preview";
import {
  type Dictionary,
  dictionaryOf,
  guessValue,
  type ListColumn,
  listColumns,
  meaningOf,
  valueKey,
} from "./import-words";
import { nameKey, type ReadLine, readLine, withoutFaults } from "./line-reader.server";

/** A stored import with the choices made for it. */
export interface StoredImport {
  lines: unknown;
  columns: number[];
  headerRow: number;
  mapping: unknown;
  choices: unknown;
}

/** The parent of a line: a record, or another line of the file. */
type Parent = { id: string; name: string } | { line: number; name: string };

export interface PlannedLine {
  line: ReadLine;
  effect: Effect;
  parent: Parent | undefined;
}

export interface Plan {
  lines: PlannedLine[];
  words: WordToMap[];
}

/** Choice for all lines: drop unknown words and invalid fields. */
export const everyLine = "all";

/** Number of lines processed before yielding the main thread. */
const linesAtOnce = 200;

export function tableOf(row: StoredImport): TableLines {
  const rows = row.lines as TableRow[];
  return linesBelow(
    { columns: row.columns, rows },
    rows.findIndex(({ number }) => number === row.headerRow),
  );
}

/** Labels of the directory's lists in both languages. */
export interface Lists {
  french: Labels;
  english: Labels;
}

/** Must be read before a transaction begins: reading inside would take a second connection. */
export async function readLists(): Promise<Lists> {
  const [french, english] = await Promise.all([readLabels("fr"), readLabels("en")]);
  return { french, english };
}

/** Computes the effect of each line on the current directory. */
export async function readPlan(row: StoredImport, { french, english }: Lists, tx: Database): Promise<Plan> {
  const mappings = await readMappings("directory", tx);
  const dictionary = dictionaryOf(french, english);
  const read = await readLines(row, dictionary, mappings);
  const choices = row.choices as Record<string, string>;
  const lines = read.map((line) =>
    choices[everyLine] === "drop" || choices[line.number] === "drop" ? withoutFaults(line) : line,
  );
  const parents = await findParents(lines, mappings, tx);
  const alike = await findSimilar(lines, tx);
  const twins = await findTwins(lines, tx);
  const seen = new Seen();
  const planned = lines.map((line, index) => {
    const twin = twins[index] === undefined ? undefined : lines[twins[index]];
    const effect = effectOf(line, alike[index] ?? [], twin, choices[line.number], seen);
    return { line: noteParent(line, parents), effect, parent: parents.find(line) };
  });
  await addChanges(planned, french, tx);
  return { lines: planned, words: wordsOf(read, mappings, dictionary, parents) };
}

async function readLines(row: StoredImport, dictionary: Dictionary, mappings: Mappings): Promise<ReadLine[]> {
  const table = tableOf(row);
  const read: ReadLine[] = [];
  for (const line of table.lines) {
    read.push(readLine(line, table.columns, { mapping: row.mapping as Mapping, dictionary, mappings }));
    if (read.length % linesAtOnce === 0) await nextTurn();
  }
  return read;
}

/** Names and records of earlier lines of the file. */
class Seen {
  readonly #names = new Map<string, number>();
  readonly #records = new Map<string, number>();

  /** @returns the number of an earlier line with the same name */
  name(line: ReadLine): number | undefined {
    return note(this.#names, nameKey(line.name), line.number);
  }

  /** @returns the number of an earlier line that changes this record */
  record(id: string, line: ReadLine): number | undefined {
    return note(this.#records, id, line.number);
  }
}

function note(seen: Map<string, number>, key: string, number: number): number | undefined {
  const earlier = key === "" ? undefined : seen.get(key);
  if (key !== "" && earlier === undefined) seen.set(key, number);
  return earlier;
}

function effectOf(
  line: ReadLine,
  alike: readonly SimilarOrganisation[],
  twin: ReadLine | undefined,
  choice: string | undefined,
  seen: Seen,
): Effect {
  if (choice === "left") return { kind: "left" };
  if (!line.name) return { kind: "wrong", why: "noName", what: "", canDrop: false };
  const twice = (earlier: number): Effect => ({
    kind: "wrong",
    why: "twice",
    what: String(earlier),
    canDrop: false,
  });
  const earlier = seen.name(line);
  if (earlier !== undefined) return twice(earlier);
  const [unknown] = line.unknown;
  if (unknown) return { kind: "wrong", why: "unknown", what: cutText(unknown.word, 100), canDrop: true };
  const [fault] = line.faults;
  if (fault)
    return { kind: "wrong", why: "field", what: fault.what, fault, canDrop: fault.column !== "name" };
  const exact = alike.filter((each) => each.exact);
  const record = alike.find(({ id }) => id === choice) ?? (exact.length === 1 ? exact[0] : undefined);
  if (record) {
    const before = seen.record(record.id, line);
    if (before !== undefined) return twice(before);
    return { kind: "update", id: record.id, name: record.name, changes: {} };
  }
  if (choice === "new" || (alike.length === 0 && !twin)) return { kind: "new" };
  return {
    kind: "suspected",
    alike: alike.slice(0, 5).map(({ id, name }) => ({ id, name })),
    twin: twin ? { number: twin.number, name: twin.name } : null,
  };
}

interface Parents {
  find(line: ReadLine): Parent | undefined;
  /** Unknown parent names, with candidates. */
  unknown: Map<string, SimilarOrganisation[]>;
}

/** Parents of lines: mapped by hand, by exact name, or another line of the file. */
async function findParents(lines: readonly ReadLine[], mappings: Mappings, tx: Database): Promise<Parents> {
  const words = [...new Set(lines.map(({ parent }) => parent).filter(Boolean))];
  const said = mappings.get("parent") ?? new Map<string, string>();
  const mapped = words.flatMap((word) => said.get(valueKey(word)) || []);
  const records = await tx.organisation.findMany({
    where: { id: { in: mapped } },
    select: { id: true, name: true },
  });
  const alike = await findSimilar(
    words.map((name) => ({ name, acronym: name })),
    tx,
  );
  const inFile = new Map<string, Parent>();
  for (const { number, name, acronym } of lines) {
    for (const key of [nameKey(name), nameKey(acronym)]) {
      if (key && !inFile.has(key)) inFile.set(key, { line: number, name });
    }
  }
  const found = new Map<string, Parent>();
  const unknown = new Map<string, SimilarOrganisation[]>();
  for (const [index, word] of words.entries()) {
    const answer = said.get(valueKey(word));
    const exact = (alike[index] ?? []).filter((each) => each.exact);
    const parent =
      records.find(({ id }) => id === answer) ??
      (exact.length === 1 ? exact[0] : undefined) ??
      inFile.get(nameKey(word));
    if (parent) found.set(word, "id" in parent ? { id: parent.id, name: parent.name } : parent);
    if (!parent || answer !== undefined) unknown.set(word, alike[index] ?? []);
  }
  return { find: ({ parent }) => found.get(parent), unknown };
}

function noteParent(line: ReadLine, parents: Parents): ReadLine {
  if (!line.parent || parents.find(line)) return line;
  return { ...line, notes: [...line.notes, { why: "unknownParent", what: cutText(line.parent, 100) }] };
}

/** Batch size for comparing records with their lines. */
const recordsAtOnce = 200;

/** Adds the changed fields to each update; an update without changes becomes "same". */
async function addChanges(planned: PlannedLine[], labels: Labels, tx: Database): Promise<void> {
  const updates = planned.filter(({ effect }) => effect.kind === "update");
  for (let at = 0; at < updates.length; at += recordsAtOnce) {
    const some = updates.slice(at, at + recordsAtOnce);
    const ids = some.flatMap(({ effect }) => (effect.kind === "update" ? effect.id : []));
    const rows = await tx.organisation.findMany({ where: { id: { in: ids } }, include: whole });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const each of some) {
      if (each.effect.kind !== "update") continue;
      const { id, name } = each.effect;
      const row = byId.get(id);
      const changes = row ? changesBetween(valuesOf(row), valuesAfter(row, each, labels)) : {};
      each.effect =
        Object.keys(changes).length > 0 ? { kind: "update", id, name, changes } : { kind: "same", id, name };
    }
  }
}

/** Values of a line replace the stored ones; empty cells keep them. */
export function valuesAfter(
  row: WholeOrganisation,
  { line, parent }: Pick<PlannedLine, "line" | "parent">,
  labels: Labels,
): ProfileValues {
  const current = valuesOf(row);
  const { name: _, ...said } = line.values;
  const kept = Object.entries(said).filter(([field, value]) => !isSameList(current, field, value, line));
  const isItself = parent && "id" in parent && parent.id === row.id;
  return knownValues(
    { ...current, ...Object.fromEntries(kept), parent: parent && !isItself ? parent.name : current.parent },
    labels,
  );
}

/** An exported list left unchanged counts as equal, even if a value contains the separator. */
function isSameList(current: ProfileValues, field: string, value: unknown, { written }: ReadLine): boolean {
  if (!Array.isArray(value)) return false;
  const before = current[field as keyof ProfileValues];
  return Array.isArray(before) && before.join(cellSeparator) === written[field as Column];
}

/** Every unknown word of the file, most frequent first, and words mapped before. */
function wordsOf(
  read: readonly ReadLine[],
  mappings: Mappings,
  dictionary: Dictionary,
  parents: Parents,
): WordToMap[] {
  const words = new Map<string, WordToMap>();
  const add = (
    column: Column,
    word: string,
    make: () => Pick<WordToMap, "value" | "known" | "candidates">,
  ) => {
    const key = wordFieldName(column, word);
    const there = words.get(key);
    if (there) there.lines++;
    else words.set(key, { key, column, word: cutText(word, 120), lines: 1, ...make() });
  };
  for (const line of read) {
    for (const { column, word } of line.unknown) {
      add(column, word, () => ({
        value: guessValue(column as ListColumn, word, dictionary),
        known: false,
        candidates: [],
      }));
    }
    for (const column of listColumns) {
      for (const [word, value] of mappedIn(line.written[column], mappings.get(column), column, dictionary)) {
        add(column, word, () => ({ value, known: true, candidates: [] }));
      }
    }
    const bodies = line.parent ? parents.unknown.get(line.parent) : undefined;
    if (bodies) add("parent", line.parent, () => parentAnswer(line.parent, bodies, mappings));
  }
  return [...words.values()].sort(
    (one, other) => Number(one.known) - Number(other.known) || other.lines - one.lines,
  );
}

function parentAnswer(word: string, bodies: readonly SimilarOrganisation[], mappings: Mappings) {
  const said = mappings.get("parent")?.get(valueKey(word));
  const candidates = bodies.slice(0, 10).map(({ id, name }) => ({ value: id, label: name }));
  return { value: said ?? "", known: said !== undefined, candidates };
}

/** Words of a cell that have a meaning only through a mapping by hand. */
function mappedIn(
  cell: string | undefined,
  said: ReadonlyMap<string, string> | undefined,
  column: ListColumn,
  dictionary: Dictionary,
): [string, string][] {
  if (!cell || !said) return [];
  const words = [cell, ...cell.split(/\s*[;|\n\r,/]\s*|\s+(?:et|and)\s+/)];
  return [...new Set(words)].flatMap((word): [string, string][] => {
    const value = said.get(valueKey(word));
    return value === undefined || meaningOf(column, word, dictionary) === value ? [] : [[word, value]];
  });
}

/** Field name of a word in the form, encoded because words are not valid field names. */
export const wordFieldName = (column: Column, word: string): string =>
  createHash("sha256")
    .update(`${column} ${valueKey(word)}`)
    .digest("hex")
    .slice(0, 16);
