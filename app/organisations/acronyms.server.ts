import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { generalRank, levels, ownOrganisations, visibleFields } from "./field-visibility";

/**
 * SQL for the acronym of an organisation as a viewer may see it, else NULL. Same rule as `visibleFields`; a test compares
 * the two.
 * @param row the alias of the organisation's row.
 */
export function acronymSeenBy(viewer: Viewer | null, row = "o"): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${row}."${name}"`);
  const general = generalRank(viewer);
  if (general === levels.length - 1) return column("acronym");
  const rank = Prisma.sql`CASE WHEN ${column("id")} = ANY(${ownOrganisations(viewer)}::uuid[]) THEN 2 ELSE ${general} END`;
  const needed = Prisma.sql`COALESCE(array_position(${[...levels]}::text[], ${column("visibility")}->>'acronym') - 1, 0)`;
  return Prisma.sql`CASE WHEN ${needed} <= ${rank} THEN ${column("acronym")} END`;
}

/** The same for a row already read. */
export function seenAcronym(
  viewer: Viewer | null,
  organisation: { id: string; acronym: string | null; visibility: unknown },
): string | null {
  return visibleFields(viewer, organisation).has("acronym") ? organisation.acronym : null;
}
