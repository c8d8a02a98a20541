import { Prisma } from "../db/generated/client";
import type { Cursor } from "./pagination";

/** Most recent activity first; of two rows with the same instant, the later id. */
export const orderByActivity = [{ changedAt: "desc" as const }, { id: "desc" as const }];

/**
 * The condition for rows after a cursor: an index range scan, without OFFSET, so that its cost does not grow
 * with the page.
 */
export function afterCursor(place: Cursor | null | undefined) {
  const at = new Date(place?.key ?? "");
  if (!place || Number.isNaN(at.getTime())) return {};
  return { changedAt: { lte: at }, OR: [{ changedAt: { lt: at } }, { id: { lt: place.id } }] };
}

/** The same condition in SQL, on the row `x`. */
export function afterCursorSql(place: Cursor | null | undefined): Prisma.Sql {
  const at = new Date(place?.key ?? "");
  if (!place || Number.isNaN(at.getTime())) return Prisma.sql`true`;
  return Prisma.sql`(x."changedAt", x."id") < (${at}::timestamptz, ${place.id}::uuid)`;
}

/** Splits rows, read with one more than a page holds, into the page and the cursor of the next one. */
export function paginate<Row extends { id: string; changedAt: Date }>(
  rows: readonly Row[],
  take: number,
): { shown: Row[]; next: Cursor | null } {
  const shown = rows.slice(0, take);
  const last = shown.at(-1);
  const more = rows.length > take && last;
  return { shown, next: more ? { key: last.changedAt.toISOString(), id: last.id } : null };
}
