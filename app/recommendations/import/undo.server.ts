import { recordEvent } from "../../audit/record-event.server";
import { holdRights } from "../../authorities/access.server";
import type { Viewer } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import { now } from "../../services/services.server";
import { findTouchedRecords } from "../../tables/import-undo.server";
import { refreshDue } from "../follow-up.server";
import type { Position, Status } from "../recommendations";
import { findImport } from "./pending.server";
import type { Before } from "./write.server";

/** Parts of a recommendation that an import writes: others that refer to it are later use. */
const ownTables = ["RecommendationKey", "RecommendationTheme", "RecommendationAuthor", "Addressee"];

/**
 * Undoes a whole import: what it added is deleted, what it completed is as before. Authorities stay in the directory.
 * @returns false, with nothing undone, when one of its recommendations was changed or used since.
 */
export async function undoImport(viewer: Viewer, id: string | undefined): Promise<boolean> {
  const { id: known } = await findImport(viewer, id);
  return await inTransaction(
    async (tx) => {
      await holdRights(tx, viewer);
      await tx.$queryRaw`SELECT 1 FROM "RecommendationImport" WHERE "id" = ${known}::uuid FOR UPDATE`;
      const row = await tx.recommendationImport.findUniqueOrThrow({
        where: { id: known },
        include: { rows: true },
      });
      if (row.undoneAt || !row.writtenAt) return true;
      const ids = row.rows.map(({ recommendationId }) => recommendationId);
      await tx.$queryRaw`SELECT 1 FROM "Recommendation" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
      if (await isTouched(tx, row.rows)) return false;
      for (const each of row.rows) if (!each.created) await restore(tx, each.before as unknown as Before);
      const created = row.rows.filter((each) => each.created).map(({ recommendationId }) => recommendationId);
      await tx.recommendation.deleteMany({ where: { id: { in: created } } });
      await tx.recommendationImport.update({ where: { id: known }, data: { undoneAt: now() } });
      await recordEvent(tx, viewer, "recommendations.import-undone", null, {
        deleted: created.length,
        restored: row.rows.length - created.length,
      });
      return true;
    },
    { timeoutMs: 300_000 },
  );
}

interface WrittenRow {
  recommendationId: string;
  created: boolean;
  version: number;
}

async function isTouched(tx: Database, rows: readonly WrittenRow[]): Promise<boolean> {
  const ids = rows.map(({ recommendationId }) => recommendationId);
  const current = await tx.recommendation.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, version: true },
  });
  const touched = await findTouchedRecords(
    tx,
    { table: "Recommendation", ownTables },
    rows.map(({ recommendationId, created, version }) => ({ id: recommendationId, created, version })),
    current.map(({ id, number, version }) => ({ id, name: String(number), version })),
  );
  if (touched.length > 0) return true;
  const used = await tx.addressee.count({
    where: {
      recommendationId: { in: ids },
      OR: [{ version: { gt: 1 } }, { assessments: { some: {} } }, { reports: { some: {} } }],
    },
  });
  return used > 0;
}

async function restore(tx: Database, { added, completed, steps, keys }: Before): Promise<void> {
  const owners = await tx.followUpStep.findMany({
    where: { id: { in: steps } },
    select: { addresseeId: true },
  });
  await tx.followUpStep.deleteMany({ where: { id: { in: steps } } });
  await tx.recommendationKey.deleteMany({ where: { key: { in: keys } } });
  for (const { id, position, status } of completed) {
    await tx.addressee.update({
      where: { id },
      data: { position: position as Position, status: status as Status },
    });
  }
  await tx.addressee.deleteMany({ where: { id: { in: added } } });
  for (const { addresseeId } of owners) await refreshDue(tx, addresseeId);
}
