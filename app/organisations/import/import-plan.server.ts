import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../../db/database.server";
import { cutText } from "../../tables/cell-text";
import { readMappings } from "../../tables/import-mappings.server";
import { isDropped, type LineChoices, type PendingTable, tableOf } from "../../tables/pending-table";
import type { WordToMap } from "../../tables/word-mapping";
import type { CustomField } from "../custom-fields/custom-fields";
import { findSimilar, findTwins, type SimilarOrganisation } from "../likeness.server";
import { type Labels, readLabels } from "../reference-labels.server";
import type { Column } from "../table-columns";
import type { Mapping } from "./column-titles";
import type { Effect } from "./import-preview";
import { addChanges } from "./line-changes.server";
import { withoutFaults } from "./line-faults.server";
import { findParents, noteParent, type Parent } from "./line-parents.server";
import { nameKey, type Reading, type ReadLine, readLine } from "./line-reader.server";
import { dictionaryOf } from "./list-dictionary";
import { wordsOf } from "./words-of-file.server";

/** A line of the file with its effect. */
export interface PlannedLine {
  line: ReadLine;
  effect: Effect;
  parent: Parent | undefined;
}

/** The effect of a whole file, and the words that need a meaning. */
export interface Plan {
  lines: PlannedLine[];
  words: WordToMap<Column>[];
}

/** Number of lines processed before yielding the main thread. */
const linesAtOnce = 200;

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
export async function readPlan(row: PendingTable, { french, english }: Lists, tx: Database): Promise<Plan> {
  const mappings = await readMappings("directory", tx);
  const dictionary = dictionaryOf(french, english);
  const fields = french.fields.map((field) => ({ ...field, options: optionsOf(field, english) }));
  const read = await readLines(row, { dictionary, mappings, fields });
  const choices = row.choices as LineChoices;
  const lines = read.map((line) => (isDropped(choices, line.number) ? withoutFaults(line) : line));
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

/** The options of a choice under their labels in both languages; retired ones are left out. */
const optionsOf = ({ id, options }: CustomField, english: Labels) =>
  [...options, ...(english.fields.find((field) => field.id === id)?.options ?? [])].filter(
    ({ retired }) => !retired,
  );

async function readLines(row: PendingTable, lists: Omit<Reading, "mapping">): Promise<ReadLine[]> {
  const table = tableOf(row);
  const read: ReadLine[] = [];
  for (const line of table.lines) {
    read.push(readLine(line, table.columns, { mapping: row.mapping as Mapping, ...lists }));
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
