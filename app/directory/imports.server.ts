import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { indexOrganisations } from "../organisations/index.server";
import type { Labels } from "../organisations/labels.server";
import { writeOrganisation } from "../organisations/organisations.server";
import { now } from "../services/services.server";
import { cutText } from "../tables/cell-text";
import { findHeader, linesBelow } from "../tables/header";
import { type MappedWord, readMappings, rememberMappings } from "../tables/import-mappings.server";
import { titleKey } from "../tables/keys";
import type { TableFile, TableRefusal, TableRow } from "../tables/table";
import { readTable } from "../tables/table-reader.server";
import { columns } from "./columns";
import { freeSlug, lock, remember, writeChanges } from "./editing.server";
import type { ReadLine } from "./import-lines.server";
import { everyLine, type PlannedLine, readLists, readPlan, tableOf, valuesAfter } from "./import-plan.server";
import { type FileColumn, guessMapping, knownTitles, type Mapping } from "./import-titles";
import { listColumns, valueKey } from "./import-words";
import {
  type Effect,
  type ImportResult,
  maxWordsShown,
  type Preview,
  previewPageSize,
  type WordToMap,
} from "./imports";
import { directoryPolicy } from "./policy";

/** Retention of an unwritten file; a written one is kept for a month. */
const keptMs = 7 * 24 * 60 * 60 * 1000;
const keptWrittenMs = 30 * 24 * 60 * 60 * 1000;
/** Maximum number of pending files of a person; the oldest are deleted. */
const maxOpenImports = 10;
/** Maximum number of rows offered as the header. */
const maxFirstRows = 15;
/** Maximum number of example values of a column. */
const maxExamples = 100;

export function requireManager(viewer: Viewer): void {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
}

/**
 * Parses a file into a preview; the directory is not changed.
 * @returns its id, or why it cannot be read.
 */
export async function beginImport(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array },
): Promise<{ id: string } | { refused: TableRefusal }> {
  requireManager(viewer);
  const table = await readTable(file.bytes, { knownTitles });
  if (typeof table === "string") return { refused: table };
  const shown = await asStored(table);
  if (!shown) return { refused: "empty" };
  await forgetOld(viewer);
  const id = newId();
  await db.directoryImport.create({
    data: {
      id,
      personId: viewer.personId,
      createdAt: now(),
      fileName: cutText(file.name, 200),
      file: table.sheetNames.length > 1 ? new Uint8Array(file.bytes) : null,
      ...shown,
    },
  });
  return { id };
}

async function forgetOld(viewer: Viewer): Promise<void> {
  const before = (ms: number) => ({ lt: new Date(now().getTime() - ms) });
  await db.directoryImport.deleteMany({
    where: { OR: [{ writtenAt: null, createdAt: before(keptMs) }, { createdAt: before(keptWrittenMs) }] },
  });
  const open = await db.directoryImport.findMany({
    where: { personId: viewer.personId, writtenAt: null },
    orderBy: { createdAt: "desc" },
    skip: maxOpenImports - 1,
    select: { id: true },
  });
  await db.directoryImport.deleteMany({ where: { id: { in: open.map(({ id }) => id) } } });
}

/** A parsed table as stored; null when there are no rows below the header. */
async function asStored({ sheetNames, sheet, content }: TableFile) {
  const { index } = findHeader(content.rows, new Set(knownTitles));
  const table = linesBelow(content, index);
  if (table.lines.length === 0) return null;
  return {
    sheetNames,
    sheet,
    columns: content.columns,
    lines: content.rows as object[],
    headerRow: content.rows[index]?.number ?? 0,
    mapping: await guessFor(table),
  };
}

async function guessFor(table: ReturnType<typeof tableOf>): Promise<Mapping> {
  const mappings = await readMappings("directory");
  return guessMapping(fileColumnsOf(table), mappings.get("title"));
}

const fileColumnsOf = ({ header, columns: places, lines }: ReturnType<typeof tableOf>): FileColumn[] =>
  places.map((index, place) => ({
    index,
    title: header[place] ?? "",
    values: lines.slice(0, maxExamples).map(({ cells }) => cells[place] ?? ""),
  }));

/** Result of choices: "reread" when another sheet or header was read, so that the displayed preview is outdated. */
export type Chosen = "kept" | "reread" | { refused: TableRefusal };

/** Choices made on the preview page, by field name. */
export interface ImportChoices {
  sheet?: number;
  headerRow?: number;
  mapping?: Record<string, string>;
  /** By line number. */
  lines?: Record<string, string>;
  /** By word key. */
  words?: Record<string, string>;
  /** Drop unknown words and invalid fields in all lines. */
  dropAll?: boolean;
}

/** Saves the choices: sheet and header, column mapping, word meanings (also for later files), and decisions on lines. */
export async function chooseInImport(
  viewer: Viewer,
  id: string | undefined,
  choices: ImportChoices,
): Promise<Chosen> {
  const row = await findOpenImport(viewer, id);
  if (!row) return "kept";
  if (choices.sheet !== undefined && choices.sheet !== row.sheet)
    return await readOtherSheet(row, choices.sheet);
  if (choices.headerRow !== undefined && choices.headerRow !== row.headerRow) {
    const table = tableOf({ ...row, headerRow: choices.headerRow });
    const mapping = await guessFor(table);
    await db.directoryImport.update({
      where: { id: row.id },
      data: { headerRow: choices.headerRow, mapping },
    });
    return "reread";
  }
  const plan = choices.words ? await readPlan(row, await readLists(), db) : null;
  const words = (plan?.words ?? []).flatMap((word) => mappedWord(word, choices.words?.[word.key]));
  await inTransaction(async (tx) => {
    const mapping = choices.mapping && knownMapping(choices.mapping);
    const titles = mapping ? await newTitles(row, mapping) : [];
    if (titles.length + words.length > 0) await rememberMappings(tx, "directory", [...titles, ...words]);
    const kept = {
      ...(row.choices as object),
      ...choicesOfLines(row, choices.lines ?? {}),
      ...(choices.dropAll !== undefined && { [everyLine]: choices.dropAll ? "drop" : "" }),
    };
    await tx.directoryImport.update({
      where: { id: row.id },
      data: { choices: kept, ...(mapping && { mapping }) },
    });
  });
  return "kept";
}

/** Only lines that exist in the file. */
function choicesOfLines(row: { lines: unknown }, chosen: Record<string, string>): Record<string, string> {
  const numbers = new Set((row.lines as TableRow[]).map(({ number }) => String(number)));
  return Object.fromEntries(Object.entries(chosen).filter(([number]) => numbers.has(number)));
}

async function readOtherSheet(
  row: { id: string; file: Uint8Array | null; sheetNames: string[] },
  sheet: number,
): Promise<Chosen> {
  if (!row.file || !row.sheetNames[sheet]) return "kept";
  const table = await readTable(row.file, { knownTitles, sheet });
  if (typeof table === "string") return { refused: table };
  const shown = await asStored(table);
  if (!shown) return { refused: "empty" };
  await db.directoryImport.update({ where: { id: row.id }, data: { ...shown, choices: {} } });
  return "reread";
}

const knownMapping = (mapping: Record<string, string>): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([index, value]) => {
      const column = columns.find((each) => each === value);
      return column ? [[index, column]] : [];
    }),
  );

/** Titles mapped differently from the guess. */
async function newTitles(row: Parameters<typeof tableOf>[0], mapping: Mapping): Promise<MappedWord[]> {
  const table = tableOf(row);
  const before = row.mapping as Mapping;
  return fileColumnsOf(table).flatMap(({ index, title }) => {
    const value = mapping[String(index)] ?? "";
    return value === (before[String(index)] ?? "") ? [] : [{ field: "title", word: titleKey(title), value }];
  });
}

/** "-" maps a word to nothing; an empty answer leaves it unmapped. */
function mappedWord(
  { column, word, candidates, known, value: before }: WordToMap,
  answer: string | undefined,
): MappedWord[] {
  if (!answer || (known && answer === (before || "-"))) return [];
  const value = answer === "-" ? "" : answer;
  if (value && column === "parent" && !candidates.some((one) => one.value === value)) return [];
  if (column !== "parent" && !listColumns.some((each) => each === column)) return [];
  return [{ field: column, word: valueKey(word), value }];
}

async function findImport(viewer: Viewer, id: string | undefined) {
  requireManager(viewer);
  const row = id ? await db.directoryImport.findUnique({ where: { id } }) : null;
  // Pending imports are visible to their owner only: the file may contain data not yet reviewed.
  if (!row || (row.personId !== viewer.personId && !row.writtenAt)) notFound();
  return row;
}

async function findOpenImport(viewer: Viewer, id: string | undefined) {
  const row = await findImport(viewer, id);
  return row.writtenAt ? null : row;
}

/** The effect of each line, paginated, and counts per effect; null once the file is written. */
export async function previewImport(
  viewer: Viewer,
  id: string | undefined,
  page: number,
): Promise<Preview | null> {
  const row = await findOpenImport(viewer, id);
  if (!row) return null;
  const { lines, words } = await readPlan(row, await readLists(), db);
  const table = tableOf(row);
  const counts: Preview["counts"] = { new: 0, update: 0, same: 0, suspected: 0, left: 0, wrong: 0 };
  for (const { effect } of lines) counts[effect.kind]++;
  const at = (page - 1) * previewPageSize;
  // Lines that need a decision come first.
  const order: Effect["kind"][] = ["wrong", "suspected", "update", "new", "same", "left"];
  const sorted = [...lines].sort(
    (one, other) => order.indexOf(one.effect.kind) - order.indexOf(other.effect.kind),
  );
  return {
    id: row.id,
    fileName: row.fileName,
    sheetNames: row.sheetNames,
    sheet: row.sheet,
    headerRow: row.headerRow,
    firstRows: (row.lines as unknown as TableRow[]).slice(0, maxFirstRows).map(({ number, cells }) => ({
      number,
      text: cutText(cells.filter(Boolean).join(" · "), 80),
    })),
    columns: fileColumnsOf(table).map(({ index, title, values }) => ({
      index,
      title: cutText(title, 80),
      example: cutText(values.find(Boolean) ?? "", 60),
    })),
    mapping: row.mapping as Mapping,
    words: words.slice(0, maxWordsShown),
    moreWords: Math.max(0, words.filter(({ known }) => !known).length - maxWordsShown),
    dropAll: (row.choices as Record<string, string>)[everyLine] === "drop",
    counts,
    lines: sorted
      .slice(at, at + previewPageSize)
      .map(({ line, effect }) => ({ number: line.number, name: line.name, effect, notes: line.notes })),
    total: lines.length,
    page,
  };
}

/**
 * Writes a file into the directory, all or nothing. Undecided possible duplicates are skipped; invalid lines stop the
 * import unless they are skipped too.
 * @returns false while there are invalid lines.
 */
export async function writeImport(
  viewer: Viewer,
  id: string | undefined,
  leaveWrong: boolean,
): Promise<boolean> {
  const { id: known } = await findImport(viewer, id);
  const lists = await readLists();
  return await inTransaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "DirectoryImport" WHERE "id" = ${known}::uuid FOR UPDATE`;
      const row = await tx.directoryImport.findUniqueOrThrow({ where: { id: known } });
      if (row.writtenAt) return true;
      const plan = await readPlan(row, lists, tx);
      if (!leaveWrong && plan.lines.some(({ effect }) => effect.kind === "wrong")) return false;
      const result = await writePlan(tx, viewer, known, plan.lines, lists.french);
      await tx.directoryImport.update({
        where: { id: known },
        data: { writtenAt: now(), result: { ...result }, lines: [], columns: [], file: null, choices: {} },
      });
      await recordEvent(tx, viewer, "directory.imported", null, { ...result });
      return true;
    },
    { timeoutMs: 300_000 },
  );
}

async function writePlan(
  tx: Database,
  viewer: Viewer,
  importId: string,
  plan: readonly PlannedLine[],
  labels: Labels,
): Promise<ImportResult> {
  const idOfLine = new Map<number, string>();
  for (const { line, effect } of plan) {
    if (effect.kind === "new") idOfLine.set(line.number, await create(tx, viewer, line, labels));
    if (effect.kind === "update" || effect.kind === "same") idOfLine.set(line.number, effect.id);
  }
  const parentIdOf = ({ parent }: PlannedLine): string | null =>
    parent ? ("id" in parent ? parent.id : (idOfLine.get(parent.line) ?? null)) : null;
  const rows: { organisationId: string; created: boolean; version: number; parentId: string | null }[] = [];
  const created: string[] = [];
  for (const each of plan) {
    const organisationId = idOfLine.get(each.line.number);
    if (!organisationId) continue;
    if (each.effect.kind === "new") {
      const parentId = parentIdOf(each);
      if (parentId && parentId !== organisationId) {
        await tx.organisation.update({ where: { id: organisationId }, data: { parentId } });
      }
      created.push(organisationId);
      rows.push({ organisationId, created: true, version: 0, parentId: null });
    }
    if (each.effect.kind === "update") {
      const before = await update(tx, viewer, organisationId, each, parentIdOf(each), labels);
      if (before) rows.push({ organisationId, created: false, version: 0, parentId: before.parentId });
    }
  }
  await indexOrganisations(tx, created);
  await keepRows(tx, importId, rows);
  const updated = rows.length - created.length;
  return { created: created.length, updated, left: plan.length - created.length - updated };
}

/** Stores the written rows and versions, for undo. */
async function keepRows(
  tx: Database,
  importId: string,
  rows: { organisationId: string; created: boolean; version: number; parentId: string | null }[],
): Promise<void> {
  const written = await tx.organisation.findMany({
    where: { id: { in: rows.map(({ organisationId }) => organisationId) } },
    select: { id: true, version: true },
  });
  const versions = new Map(written.map(({ id, version }) => [id, version]));
  await tx.directoryImportRow.createMany({
    data: rows.map((row) => ({ ...row, importId, version: versions.get(row.organisationId) ?? 0 })),
  });
}

async function create(tx: Database, viewer: Viewer, line: ReadLine, labels: Labels): Promise<string> {
  const { values, name, acronym, relation } = line;
  const { departements = [], themes = [], founded, parent: _, type, ...rest } = values;
  const id = await writeOrganisation(tx, {
    ...rest,
    name,
    acronym: acronym || null,
    relation,
    type: type ?? "osc-ong",
    slug: await freeSlug(tx, name),
    foundedYear: founded ? Number(founded) : null,
    parentId: null,
    departements: labels.departements
      .filter(({ slug }) => departements.includes(slug))
      .map(({ id: one }) => one),
    themes: labels.themes.filter(({ slug }) => themes.includes(slug)).map(({ id: one }) => one),
  });
  await remember(tx, viewer, id, "imported", {});
  return id;
}

/** @returns the previous values; null when nothing changes */
async function update(
  tx: Database,
  viewer: Viewer,
  id: string,
  planned: PlannedLine,
  parentId: string | null,
  labels: Labels,
): Promise<{ parentId: string | null } | null> {
  const row = await lock(tx, id);
  const values = valuesAfter(row, planned, labels);
  const newParent = parentId && parentId !== id ? parentId : row.parentId;
  const written = await writeChanges(tx, viewer, row, values, {
    labels,
    parentId: newParent,
    act: "imported",
  });
  return written ? { parentId: row.parentId } : null;
}

/** Deletes a pending file. */
export async function deleteImport(viewer: Viewer, id: string | undefined): Promise<void> {
  const row = await findOpenImport(viewer, id);
  if (row) await db.directoryImport.delete({ where: { id: row.id } });
}
