import { requireSecretariat } from "../../authorities/access.server";
import type { Viewer } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { notFound } from "../../http/errors";
import { now } from "../../services/services.server";
import { cutText } from "../../tables/cell-text";
import { guessColumns, knownMapping } from "../../tables/column-mapping";
import { rememberMappings } from "../../tables/import-mappings.server";
import { expiredImports, maxOpenImports } from "../../tables/import-retention.server";
import { titleKey } from "../../tables/keys";
import { pendingTableOf, shownColumnsOf, tableOf } from "../../tables/pending-table";
import { previewPage } from "../../tables/preview-lines";
import type { TableRefusal } from "../../tables/table";
import { readTable } from "../../tables/table-reader.server";
import { shownWords } from "../../tables/word-mapping";
import { importColumns, knownColumns, knownTitles } from "./columns";
import { importer, lineKinds, readPlan } from "./plan.server";

/** Maximum number of imports in the list. */
const maxListed = 10;

/** Parses a file into a preview. @returns its id, or why it cannot be read. */
export async function beginImport(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array },
): Promise<{ id: string } | { refused: TableRefusal }> {
  requireSecretariat(viewer);
  const table = await readTable(file.bytes, { knownTitles });
  if (typeof table === "string") return { refused: table };
  const pending = pendingTableOf(table, knownTitles, (columns) => guessColumns(columns, knownColumns));
  if (!pending) return { refused: "empty" };
  await db.recommendationImport.deleteMany({ where: expiredImports() });
  const open = await db.recommendationImport.findMany({
    where: { personId: viewer.personId, writtenAt: null },
    orderBy: { createdAt: "desc" },
    skip: maxOpenImports - 1,
    select: { id: true },
  });
  await db.recommendationImport.deleteMany({ where: { id: { in: open.map(({ id }) => id) } } });
  const id = newId();
  const fileName = cutText(file.name, 200);
  await db.recommendationImport.create({
    data: { id, personId: viewer.personId, createdAt: now(), fileName, ...pending },
  });
  return { id };
}

/** The viewer's pending files, and written ones of anybody. */
export async function listImports(viewer: Viewer) {
  requireSecretariat(viewer);
  const rows = await db.recommendationImport.findMany({
    where: { OR: [{ personId: viewer.personId, writtenAt: null }, { NOT: { writtenAt: null } }] },
    orderBy: { createdAt: "desc" },
    take: maxListed,
    select: { id: true, fileName: true, createdAt: true, writtenAt: true, undoneAt: true },
  });
  return rows.map(({ id, fileName, createdAt, writtenAt, undoneAt }) => ({
    id,
    fileName,
    at: createdAt.toISOString(),
    state: undoneAt ? ("undone" as const) : writtenAt ? ("written" as const) : ("open" as const),
  }));
}

/** An import of the viewer, or a written one. @throws 404 */
export async function findImport(viewer: Viewer, id: string | undefined) {
  requireSecretariat(viewer);
  const row = id ? await db.recommendationImport.findUnique({ where: { id } }) : null;
  if (!row || (!row.writtenAt && row.personId !== viewer.personId)) notFound();
  return row;
}

/** One page of the preview of a pending file. */
export async function previewImport(viewer: Viewer, id: string | undefined, page: number) {
  const row = await findImport(viewer, id);
  if (row.writtenAt) return null;
  const { lines, words, dittos } = await readPlan(row);
  const { counts, shown, total } = previewPage(lines, lineKinds, page);
  const table = tableOf(row);
  const mapping = row.mapping as Record<string, string>;
  return {
    id: row.id,
    fileName: row.fileName,
    page,
    total,
    counts,
    columns: shownColumnsOf(table),
    mapping,
    ditto: (row.choices as Record<string, string>).ditto === "on",
    dittos,
    ...shownWords(words),
    lines: shown.map(({ line, effect, addressees }) => ({
      number: line.number,
      text: cutText(line.text || Object.values(line.extra).join(" · "), 160),
      authorities: addressees.map(({ name }) => name).join(", "),
      ...effect,
    })),
  };
}

/** Stores answers: columns, words (also for later files), and whether empty authorities repeat the one above. */
export async function chooseInImport(
  viewer: Viewer,
  id: string | undefined,
  given: { mapping: Record<string, string>; words: Record<string, string>; ditto: boolean },
): Promise<void> {
  const row = await findImport(viewer, id);
  if (row.writtenAt) return;
  const { words } = await readPlan(row);
  const answered = words.flatMap(({ key, column, word }) => {
    const value = given.words[key];
    return value ? [{ field: column, word: titleKey(word), value, key }] : [];
  });
  await inTransaction(async (tx) => {
    await rememberMappings(
      tx,
      importer,
      answered.map(({ field, word, value }) => ({ field, word, value })),
    );
    const { ditto: _, ...before } = row.choices as Record<string, string>;
    const choices = {
      ...before,
      ...(given.ditto && { ditto: "on" }),
      ...Object.fromEntries(answered.map(({ key, value }) => [key, value])),
    };
    const mapping =
      Object.keys(given.mapping).length > 0
        ? knownMapping(importColumns, given.mapping)
        : (row.mapping as object);
    await tx.recommendationImport.update({ where: { id: row.id }, data: { choices, mapping } });
  });
}

/** Deletes a pending file. */
export async function forgetImport(viewer: Viewer, id: string | undefined): Promise<void> {
  const row = await findImport(viewer, id);
  await db.recommendationImport.deleteMany({ where: { id: row.id, writtenAt: null } });
}
