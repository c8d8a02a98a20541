import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { generalRank, ownOrganisations } from "./field-visibility";

/** Whether the public may read the directory; off until the secretariat opens it. */
export async function isDirectoryPublic(): Promise<boolean> {
  const settings = await db.directorySettings.findUnique({ where: { row: "only" } });
  return Boolean(settings?.publicSince);
}

/**
 * The condition that an index row `i` is the one this viewer may see of its organisation; every search, count and list of
 * the directory uses it.
 */
export async function indexRowsVisibleTo(viewer: Viewer | null): Promise<Prisma.Sql> {
  const rank = generalRank(viewer);
  if (rank === 3) return Prisma.sql`i."toRank" = 3`;
  const own = ownOrganisations(viewer);
  const isOwn = Prisma.sql`i."organisationId" = ANY(${own}::uuid[])`;
  const ofOwn = Prisma.sql`(${isOwn} AND i."fromRank" <= 2 AND i."toRank" >= 2)`;
  if (rank === 0 && !(await isDirectoryPublic())) return ofOwn;
  // Nearly every row matches this rank; `+ 0` keeps the planner from scanning a whole index for it.
  const ofOthers = Prisma.sql`i."fromRank" + 0 <= ${rank} AND i."toRank" + 0 >= ${rank}`;
  return own.length > 0 ? Prisma.sql`(${ofOwn} OR (${ofOthers} AND NOT ${isOwn}))` : ofOthers;
}
