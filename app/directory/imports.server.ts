import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { allows } from "../http/policy";
import type { Viewer } from "../http/viewer";
import { indexOrganisations } from "../organisations/index.server";
import { type Labels, readLabels } from "../organisations/labels.server";
import { writeOrganisation } from "../organisations/organisations.server";
import { now } from "../ports/ports.server";
import { type Column, columns } from "./columns";
import { freeSlug, lock, remember, writeChanges } from "./editing.server";
import {
  bare,
  dictionaryOf,
  guessMapping,
  type Mapping,
  type ReadLine,
  readLine,
} from "./import-lines.server";
import { type Alike, findAlike } from "./likeness.server";
import { directoryPolicy } from "./policy";
import { type FileRefusal, readTable } from "./table-file.server";
import { idOfName, knownValues, valuesOf } from "./values.server";

/** What a line of the file will do. */
export type Effect =
  | { kind: "new" }
  | { kind: "update"; id: string; name: string }
  | { kind: "suspected"; alike: Alike[] }
  | { kind: "left" }
  | { kind: "wrong"; why: string; what: string };

export interface PreviewLine {
  number: number;
  name: string;
  effect: Effect;
}

export interface Preview {
  id: string;
  fileName: string;
  header: string[];
  example: string[];
  mapping: Mapping;
  counts: Record<Effect["kind"], number>;
  lines: PreviewLine[];
  total: number;
  page: number;
  written: { created: number; updated: number; left: number } | null;
}

export const previewPageSize = 50;
/** A file that was not written is forgotten after this long. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

function requireManager(viewer: Viewer): void {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
}

/** Reads a file into a preview; nothing of the directory is touched. @returns its id, or why it cannot be read. */
export async function beginImport(
  viewer: Viewer,
  file: { name: string; bytes: Buffer },
): Promise<{ id: string } | { refused: FileRefusal }> {
  requireManager(viewer);
  const table = await readTable(file.bytes);
  if (typeof table === "string") return { refused: table };
  await db.directoryImport.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - keptMs) } } });
  const id = newId();
  await db.directoryImport.create({
    data: {
      ...{ id, personId: viewer.personId, createdAt: now(), header: table.header, lines: table.lines },
      fileName: file.name.slice(0, 200),
      mapping: guessMapping(table.header),
    },
  });
  return { id };
}

/** Says which column is which, and what to do with lines that resemble something. */
export async function chooseInImport(
  viewer: Viewer,
  id: string | undefined,
  { mapping, choices }: { mapping?: Record<string, string>; choices?: Record<string, string> },
): Promise<void> {
  const row = await findImport(viewer, id);
  if (row.writtenAt) return;
  const known =
    mapping &&
    Object.fromEntries(
      Object.entries(mapping).filter(([, column]) => columns.some((each) => each === column)),
    );
  await db.directoryImport.update({
    where: { id: row.id },
    data: {
      ...(known && { mapping: known }),
      ...(choices && { choices: { ...(row.choices as object), ...choices } }),
    },
  });
}

async function findImport(viewer: Viewer, id: string | undefined) {
  requireManager(viewer);
  const row = id ? await db.directoryImport.findUnique({ where: { id } }) : null;
  // One's own only: a colleague's file may hold what they have not looked at yet.
  if (!row || row.personId !== viewer.personId) notFound();
  return row;
}

/** What each line would do, a page at a time, and how many do what. */
export async function previewImport(viewer: Viewer, id: string | undefined, page: number): Promise<Preview> {
  const row = await findImport(viewer, id);
  const read = await readImport(db, row, await readWords());
  const counts: Preview["counts"] = { new: 0, update: 0, suspected: 0, left: 0, wrong: 0 };
  for (const { effect } of read) counts[effect.kind]++;
  const at = (page - 1) * previewPageSize;
  // What needs somebody's decision comes first.
  const order: Effect["kind"][] = ["wrong", "suspected", "update", "new", "left"];
  const sorted = [...read].sort(
    (one, other) => order.indexOf(one.effect.kind) - order.indexOf(other.effect.kind),
  );
  return {
    ...{
      id: row.id,
      fileName: row.fileName,
      header: row.header,
      mapping: row.mapping as Mapping,
      counts,
      page,
    },
    example: (row.lines as string[][])[0] ?? [],
    lines: sorted
      .slice(at, at + previewPageSize)
      .map(({ line, effect }) => ({ number: line.number, name: line.name, effect })),
    total: read.length,
    written: row.result as Preview["written"],
  };
}

interface Planned {
  line: ReadLine;
  effect: Effect;
}

/** The words that a file may use for the directory's values, in both languages. */
async function readWords() {
  const [french, english] = await Promise.all([readLabels("fr"), readLabels("en")]);
  return dictionaryOf(french, english);
}

async function readImport(
  tx: Database,
  row: { lines: unknown; mapping: unknown; choices: unknown },
  words: ReturnType<typeof dictionaryOf>,
): Promise<Planned[]> {
  const lines = (row.lines as string[][]).map((cells, index) =>
    readLine(cells, index + 1, row.mapping as Mapping, words),
  );
  const alike = await findAlike(lines, tx);
  const choices = row.choices as Record<string, string>;
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    const key = bare(line.name);
    const earlier = key ? seen.get(key) : undefined;
    if (key && !earlier) seen.set(key, line.number);
    if (earlier) return { line, effect: { kind: "wrong", why: "twice", what: String(earlier) } };
    return { line, effect: effectOf(line, alike[index] ?? [], choices[line.number]) };
  });
}

function effectOf(line: ReadLine, alike: Alike[], choice: string | undefined): Effect {
  if (choice === "left") return { kind: "left" };
  if (line.wrong) return { kind: "wrong", ...line.wrong };
  const chosen = alike.find(({ id }) => id === choice);
  if (chosen) return { kind: "update", id: chosen.id, name: chosen.name };
  const exact = alike.filter((each) => each.exact);
  if (exact[0] && exact.length === 1) return { kind: "update", id: exact[0].id, name: exact[0].name };
  return alike.length === 0 || choice === "new"
    ? { kind: "new" }
    : { kind: "suspected", alike: alike.slice(0, 5) };
}

/**
 * Writes a file into the directory: all of it or nothing. Lines that resemble something and were not decided are
 * left out; lines that are wrong stop it, unless they are to be left out too.
 * @returns false while lines are wrong.
 */
export async function writeImport(
  viewer: Viewer,
  id: string | undefined,
  leaveWrong: boolean,
): Promise<boolean> {
  const { id: known } = await findImport(viewer, id);
  const [labels, words] = await Promise.all([readLabels("fr"), readWords()]);
  return await inTransaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "DirectoryImport" WHERE "id" = ${known}::uuid FOR UPDATE`;
      const row = await tx.directoryImport.findUniqueOrThrow({ where: { id: known } });
      if (row.writtenAt) return true;
      const plan = await readImport(tx, row, words);
      if (!leaveWrong && plan.some(({ effect }) => effect.kind === "wrong")) return false;
      const result = await writePlan(tx, viewer, plan, labels);
      await tx.directoryImport.update({
        where: { id: known },
        data: { writtenAt: now(), result, lines: [] },
      });
      await record(tx, { personId: viewer.personId, action: "directory.imported", details: result });
      return true;
    },
    { timeoutMs: 300_000 },
  );
}

async function writePlan(tx: Database, viewer: Viewer, plan: Planned[], labels: Labels) {
  const created: string[] = [];
  let updated = 0;
  for (const { line, effect } of plan) {
    if (effect.kind === "new") created.push(await create(tx, viewer, line, labels));
    if (effect.kind === "update") updated += (await update(tx, viewer, effect.id, line, labels)) ? 1 : 0;
  }
  await indexOrganisations(tx, created);
  return { created: created.length, updated, left: plan.length - created.length - updated };
}

async function create(tx: Database, viewer: Viewer, line: ReadLine, labels: Labels): Promise<string> {
  const { values, name, acronym, relation } = line;
  const { departements = [], themes = [], founded, parent, type, ...rest } = values;
  const id = await writeOrganisation(tx, {
    ...rest,
    ...{ name, acronym: acronym || null, relation, type: type ?? "osc-ong", slug: await freeSlug(tx, name) },
    foundedYear: founded ? Number(founded) : null,
    parentId: parent ? await idOfName(tx, parent) : null,
    departements: labels.departements
      .filter(({ slug }) => departements.includes(slug))
      .map(({ id: one }) => one),
    themes: labels.themes.filter(({ slug }) => themes.includes(slug)).map(({ id: one }) => one),
  });
  await remember(tx, viewer, id, "imported", {});
  return id;
}

/** What the line says takes the place of what stood there; what it does not say stays. */
async function update(
  tx: Database,
  viewer: Viewer,
  id: string,
  line: ReadLine,
  labels: Labels,
): Promise<boolean> {
  const row = await lock(tx, id);
  const { name: _, parent: __, ...said } = line.values;
  const values = knownValues({ ...valuesOf(row), ...said }, labels);
  return await writeChanges(tx, viewer, row, values, { labels, parentId: row.parentId, act: "imported" });
}

/** Forgets a file that is not wanted. */
export async function forgetImport(viewer: Viewer, id: string | undefined): Promise<void> {
  const row = await findImport(viewer, id);
  await db.directoryImport.delete({ where: { id: row.id } });
}

export type { Column };
