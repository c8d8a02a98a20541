import { setImmediate as nextTurn } from "node:timers/promises";
import { type Database, db } from "../../db/database.server";
import { findSimilar } from "../../organisations/likeness.server";
import { type Mappings, readMappings } from "../../tables/import-mappings.server";
import { titleKey } from "../../tables/keys";
import { type PendingTable, tableOf } from "../../tables/pending-table";
import { WordCollector, wordFieldName } from "../../tables/word-collector.server";
import type { WordToMap } from "../../tables/word-mapping";
import { type Due, readDue } from "../deadlines";
import { keysOf } from "../keys.server";
import { maxLengths, type Position, positions, type Status, statuses } from "../recommendations";
import type { ImportColumn } from "./columns";
import { type ReadLine, readLines } from "./lines";
import { readPosition, readStatus } from "./words";

export const importer = "recommendations";
export const lineKinds = ["wrong", "new", "update", "same", "ignored"] as const;
export type LineKind = (typeof lineKinds)[number];

/** Why a line is not taken. */
export interface Because {
  reason: "section" | "noAuthority" | "due" | "status" | "position" | "tooLong";
  value?: string;
}

export interface PlannedLine {
  line: ReadLine;
  effect: { kind: LineKind; because?: Because };
  /** The recommendation it completes, of the database or of an earlier line. */
  target: string | null;
  keys: string[];
  /** Names or ids of its addressees. */
  addressees: { id: string | null; name: string }[];
  position: Position;
  status: Status;
  due: Due | null;
  themes: string[];
}

type MappedColumn = "authority" | "status" | "position";

export interface Plan {
  lines: PlannedLine[];
  words: WordToMap<MappedColumn>[];
  /** Lines whose authority is proposed to be the one above. */
  dittos: number;
}

/** Answers of the importer: `ditto`, and the meaning of a word by its field name. */
type Choices = Record<string, string>;

/** A new authority is made of the word. */
export const newAuthority = "new";

/** Lines worked on before others get their turn. */
const linesAtOnce = 250;

/** What each line of a pending file would do. Nothing is written. */
export async function readPlan(row: PendingTable, tx: Database = db): Promise<Plan> {
  const choices = row.choices as Choices;
  const lines = readLines(tableOf(row), row.mapping as Record<string, ImportColumn>);
  const dittos = lines.filter(({ ditto }) => ditto).length;
  const usable = lines.map((line) =>
    line.ditto && choices.ditto !== "on" ? { ...line, authorities: [] } : line,
  );
  const [remembered, themes] = await Promise.all([readMappings(importer, tx), themesByName(tx)]);
  const collector = new WordCollector<MappedColumn>();
  const meanings = await authorityMeanings(usable, choices, remembered, collector, tx);
  const known = await idsByKey(usable, tx);
  const planned: PlannedLine[] = [];
  for (const [index, line] of usable.entries()) {
    if (index % linesAtOnce === 0) await nextTurn();
    planned.push(planLine(line, { choices, remembered, collector, meanings, known, themes }));
  }
  await markSame(planned, tx);
  return { lines: planned, words: collector.sorted(), dittos };
}

async function themesByName(tx: Database): Promise<Map<string, string>> {
  const rows = await tx.theme.findMany({ select: { id: true, name: true } });
  return new Map(
    rows.flatMap(({ id, name }) =>
      Object.values(name as Record<string, string>).map((each) => [titleKey(each), id]),
    ),
  );
}

/** The ids of authorities by their names in the file: an answer, an earlier one, or an equal name of the directory. */
async function authorityMeanings(
  lines: readonly ReadLine[],
  choices: Choices,
  remembered: Mappings,
  collector: WordCollector<MappedColumn>,
  tx: Database,
): Promise<Map<string, string>> {
  const names = [
    ...new Set(lines.filter(({ section }) => !section).flatMap(({ authorities }) => authorities)),
  ];
  const similar = await findSimilar(
    names.map((name) => ({ name, acronym: "" })),
    tx,
  );
  const meanings = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const alike = similar[index] ?? [];
    const exact = alike.find((each) => each.exact)?.id;
    const answer = choices[wordFieldName("authority", name)];
    const before = remembered.get("authority")?.get(titleKey(name));
    const value = answer ?? before ?? exact ?? newAuthority;
    meanings.set(name, value);
    if (exact && !answer) continue;
    const candidates = alike.map(({ id, name: label }) => ({ value: id, label }));
    for (const line of lines)
      if (line.authorities.includes(name))
        collector.add("authority", name, () => ({
          value,
          known: answer !== undefined || before !== undefined,
          candidates,
        }));
  }
  return meanings;
}

/** The recommendations of the database by the keys of the lines. */
async function idsByKey(
  lines: readonly ReadLine[],
  tx: Database,
): Promise<Map<string, { id: string; annotated: boolean }>> {
  const keys = [...new Set(lines.flatMap((line) => (line.section ? [] : keysOf(line))))];
  const rows = await tx.$queryRaw<{ key: string; id: string; annotated: boolean }[]>`
    SELECT k."key", k."recommendationId" AS "id", EXISTS (SELECT FROM "RecommendationKey" a
      WHERE a."recommendationId" = k."recommendationId" AND a."key" LIKE 'a %') AS "annotated"
    FROM "RecommendationKey" k WHERE k."key" = ANY(${keys}::text[])`;
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

interface Known {
  choices: Choices;
  remembered: Mappings;
  collector: WordCollector<MappedColumn>;
  meanings: Map<string, string>;
  known: Map<string, { id: string; annotated: boolean }>;
  themes: Map<string, string>;
}

function planLine(line: ReadLine, known: Known): PlannedLine {
  const position = line.position
    ? meaningOf("position", line.position, readPosition, positions, known)
    : "none";
  const status = line.status ? meaningOf("status", line.status, readStatus, statuses, known) : "formulated";
  const due = line.due ? readDue(line.due) : null;
  const addressees = line.authorities.flatMap((name) => {
    const meaning = known.meanings.get(name);
    return !meaning || meaning === "-" ? [] : [{ id: meaning === newAuthority ? null : meaning, name }];
  });
  const keys = line.section ? [] : keysOf(line);
  const planned = {
    line,
    keys,
    target: null,
    addressees,
    position: position ?? "none",
    status: status ?? "formulated",
    due,
    themes: line.themes.flatMap((name) => known.themes.get(titleKey(name)) ?? []),
  };
  const because = faultOf(line, { position, status, due, addressees: addressees.length });
  if (because) {
    return { ...planned, effect: { kind: because.reason === "section" ? "ignored" : "wrong", because } };
  }
  const target = targetOf(line, keys, known.known);
  for (const key of keys)
    if (!known.known.has(key))
      known.known.set(key, { id: target ?? `line ${line.number}`, annotated: line.annotationId !== null });
  return { ...planned, target, effect: { kind: target ? "update" : "new" } };
}

/** An annotation id decides; without a hit, weaker keys match only what has no annotation id of its own. */
function targetOf(line: ReadLine, keys: readonly string[], known: Known["known"]): string | null {
  for (const key of keys) {
    const hit = known.get(key);
    if (!hit) continue;
    if (key.startsWith("a ") || line.annotationId === null || !hit.annotated) return hit.id;
  }
  return null;
}

interface Read {
  position: Position | undefined;
  status: Status | undefined;
  due: Due | null;
  addressees: number;
}

function faultOf(line: ReadLine, { position, status, due, addressees }: Read): Because | null {
  if (line.section) return { reason: "section" };
  if (line.text.length > maxLengths.text) return { reason: "tooLong" };
  if (addressees === 0) return { reason: "noAuthority" };
  if (line.due && !due) return { reason: "due", value: line.due.slice(0, 40) };
  if (!status) return { reason: "status", value: line.status.slice(0, 40) };
  if (!position) return { reason: "position", value: line.position.slice(0, 40) };
  return null;
}

/** The meaning of free words: known, remembered, or as the importer answered; asked where none of these. */
function meaningOf<Value extends string>(
  column: "status" | "position",
  words: string,
  read: (words: string) => Value | undefined,
  values: readonly Value[],
  { choices, remembered, collector }: Known,
): Value | undefined {
  const value = read(words);
  if (value) return value;
  const answer = choices[wordFieldName(column, words)] ?? remembered.get(column)?.get(titleKey(words));
  const meaning = values.find((each) => each === answer);
  collector.add(column, words, () => ({
    value: meaning ?? "",
    known: meaning !== undefined,
    candidates: [],
  }));
  return meaning;
}

/** A line that would add nothing to what is there is the same: an import completes, and never replaces. */
async function markSame(lines: PlannedLine[], tx: Database): Promise<void> {
  const targets = [
    ...new Set(lines.flatMap(({ target }) => (target && !target.startsWith("line ") ? [target] : []))),
  ];
  const rows = await tx.addressee.findMany({
    where: { recommendationId: { in: targets } },
    select: {
      recommendationId: true,
      organisationId: true,
      position: true,
      status: true,
      _count: { select: { steps: true } },
    },
  });
  const there = new Map(rows.map((row) => [`${row.recommendationId} ${row.organisationId}`, row]));
  for (const planned of lines) {
    if (planned.effect.kind !== "update") continue;
    const adds = planned.addressees.some(({ id }) => {
      const row = there.get(`${planned.target} ${id}`);
      if (!row && isFiner(planned)) return false;
      if (!row) return !(planned.target?.startsWith("line ") && isRepeated(lines, planned, id));
      return (
        (row.position === "none" && planned.position !== "none") ||
        (row.status === "formulated" && planned.status !== "formulated") ||
        (row._count.steps === 0 && (planned.line.actions !== "" || planned.due !== null))
      );
    });
    if (!adds) planned.effect = { kind: "same" };
  }
}

/** A recommendation that is there has its addressees: the State alone is not added to them. */
export const isFiner = ({ line, target }: Pick<PlannedLine, "line" | "target">): boolean =>
  line.byCountry && target !== null && !target.startsWith("line ");

/** Whether the line that this one repeats names the same addressee. */
const isRepeated = (lines: readonly PlannedLine[], { target }: PlannedLine, id: string | null): boolean =>
  lines.some(
    ({ line, addressees }) => `line ${line.number}` === target && addressees.some((each) => each.id === id),
  );
