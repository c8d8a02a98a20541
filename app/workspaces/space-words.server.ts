import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { KnownWords } from "../search-language/query.server";
import { knownSpaces, readableSpaces } from "./access.server";

/** The readable spaces of a viewer and the vocabulary of their content. */
export async function readableWords(viewer: Viewer): Promise<{ spaces: string[]; known: KnownWords }> {
  const spaces = await idsOf(readableSpaces(viewer));
  const words = Prisma.sql`
    SELECT DISTINCT "word", "sound", "length" FROM "SpaceWord" WHERE "spaceId" = ANY(${spaces}::uuid[])`;
  return { spaces, known: { key: `read ${viewer.personId}`, words, asTyped: true } };
}

/** The vocabulary of the names and descriptions of spaces that a viewer may know of. */
export async function namesOfSpaces(viewer: Viewer): Promise<KnownWords> {
  const spaces = await idsOf(knownSpaces(viewer));
  const words = Prisma.sql`
    SELECT DISTINCT "word", "sound", "length" FROM "SpaceWord" WHERE "named" AND "spaceId" = ANY(${spaces}::uuid[])`;
  return { key: `names ${viewer.personId}`, words, asTyped: true };
}

async function idsOf(where: Prisma.SpaceWhereInput): Promise<string[]> {
  const rows = await db.space.findMany({ where, select: { id: true } });
  return rows.map(({ id }) => id);
}
