import { recordEvent } from "../../audit/record-event.server";
import type { Viewer } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import { now } from "../../services/services.server";
import { indexOrganisations } from "../index.server";
import type { Labels } from "../reference-labels.server";
import { findImport } from "./import-access.server";
import { type PlannedLine, readLists, readPlan } from "./import-plan.server";
import type { ImportResult } from "./import-preview";
import { createFromLine, updateFromLine } from "./written-lines.server";

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
    if (effect.kind === "new") idOfLine.set(line.number, await createFromLine(tx, viewer, line, labels));
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
      const before = await updateFromLine(tx, viewer, organisationId, each, parentIdOf(each), labels);
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
