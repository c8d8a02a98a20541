import type { Cursor } from "../http/pagination";
import { Prisma } from "./generated/client";

/** What moved last comes first; of two at the same instant, the younger one. */
export const orderByActivity = [{ changedAt: "desc" as const }, { id: "desc" as const }];

/** The condition under which rows lie behind a place: read from the index, never counted, however far it is. */
export function afterCursor(place: Cursor | null | undefined) {
  const at = new Date(place?.key ?? "");
  if (!place || Number.isNaN(at.getTime())) return {};
  return { changedAt: { lte: at }, OR: [{ changedAt: { lt: at } }, { id: { lt: place.id } }] };
}

/** The same condition in a statement, on the row `x`. */
export function afterCursorSql(place: Cursor | null | undefined): Prisma.Sql {
  const at = new Date(place?.key ?? "");
  if (!place || Number.isNaN(at.getTime())) return Prisma.sql`true`;
  return Prisma.sql`(x."changedAt", x."id") < (${at}::timestamptz, ${place.id}::uuid)`;
}

/** Cuts rows, one more than a part holds, into the part and the place behind which the next one lies. */
export function paginate<Row extends { id: string; changedAt: Date }>(
  rows: readonly Row[],
  take: number,
): { shown: Row[]; next: Cursor | null } {
  const shown = rows.slice(0, take);
  const last = shown.at(-1);
  const more = rows.length > take && last;
  return { shown, next: more ? { key: last.changedAt.toISOString(), id: last.id } : null };
}
