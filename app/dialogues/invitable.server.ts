import { requireReader } from "../authorities/access.server";
import type { Viewer } from "../authorization/viewer";
import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";

/** The organisations of the directory, by name, for the list of those invited. */
export async function listInvitable(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  requireReader(viewer);
  return await queryPrepared<{ id: string; name: string }>(Prisma.sql`
    SELECT o."id", COALESCE(o."acronym" || ' – ', '') || o."name" AS "name" FROM "Organisation" o
    ORDER BY public.normalise(o."name"), o."id" LIMIT 1000`);
}
