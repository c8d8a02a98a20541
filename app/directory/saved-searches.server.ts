import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";

/** Maximum number of saved searches of a person. */
const maxSaved = 50;

export interface SavedSearch {
  id: string;
  name: string;
  address: string;
}

/** The viewer's own saved searches, newest first. */
export async function listSaved({ personId }: Viewer): Promise<SavedSearch[]> {
  return await db.savedSearch.findMany({
    where: { personId },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, address: true },
  });
}

/**
 * Saves a search under a name; sending the form twice saves one.
 * @returns false when the maximum is reached.
 */
export async function saveSearch(
  viewer: Viewer,
  { name, address, key }: { name: string; address: string; key: string },
): Promise<boolean> {
  const { personId } = viewer;
  if ((await db.savedSearch.count({ where: { personId } })) >= maxSaved) return false;
  await inTransaction(async (tx) => {
    const { count } = await tx.savedSearch.createMany({
      data: { id: newId(), personId, name, address, createdAt: now(), idempotencyKey: key },
      skipDuplicates: true,
    });
    if (count > 0) await recordEvent(tx, viewer, "search.saved", null);
  });
  return true;
}

/** Deletes one of the viewer's saved searches. */
export async function deleteSearch(viewer: Viewer, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.savedSearch.deleteMany({ where: { id, personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "search.forgotten", null);
  });
}
