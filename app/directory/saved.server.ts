import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";

/** More than this many searches nobody keeps in view. */
const maxSaved = 50;

export interface SavedSearch {
  id: string;
  name: string;
  address: string;
}

/** The searches this viewer kept, newest first. Nobody else sees them. */
export async function listSaved({ personId }: Viewer): Promise<SavedSearch[]> {
  return await db.savedSearch.findMany({
    where: { personId },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, address: true },
  });
}

/** Keeps a search under a name; sent twice, it is kept once. @returns false when there are too many already. */
export async function saveSearch(
  { personId }: Viewer,
  { name, address, key }: { name: string; address: string; key: string },
): Promise<boolean> {
  if ((await db.savedSearch.count({ where: { personId } })) >= maxSaved) return false;
  await db.savedSearch.createMany({
    data: { id: newId(), personId, name, address, createdAt: now(), idempotencyKey: key },
    skipDuplicates: true,
  });
  return true;
}

/** Forgets a search of one's own. */
export async function deleteSearch({ personId }: Viewer, id: string): Promise<void> {
  await db.savedSearch.deleteMany({ where: { id, personId } });
}
