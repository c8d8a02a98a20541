import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { generalRank, ownOrganisations } from "./fields";

/** Whether the public may read the directory; off until the secretariat opens it. */
export async function isDirectoryPublic(): Promise<boolean> {
  const settings = await db.directorySettings.findUnique({ where: { row: "only" } });
  return Boolean(settings?.publicSince);
}

/**
 * The condition on an index row `i` that it is the one this viewer may see of its organisation: every search, count
 * and list of the directory stands on it.
 */
export async function indexRowsVisibleTo(viewer: Viewer | null): Promise<Prisma.Sql> {
  const rank = generalRank(viewer);
  if (rank === 3) return Prisma.sql`i."toRank" = 3`;
  const own = ownOrganisations(viewer);
  const isOwn = Prisma.sql`i."organisationId" = ANY(${own}::uuid[])`;
  const ofOwn = Prisma.sql`(${isOwn} AND i."fromRank" <= 2 AND i."toRank" >= 2)`;
  if (rank === 0 && !(await isDirectoryPublic())) return ofOwn;
  // Nearly every row has such a rank: the sum keeps the planner from reading a whole index to learn it.
  const ofOthers = Prisma.sql`i."fromRank" + 0 <= ${rank} AND i."toRank" + 0 >= ${rank}`;
  return own.length > 0 ? Prisma.sql`(${ofOwn} OR (${ofOthers} AND NOT ${isOwn}))` : ofOthers;
}
