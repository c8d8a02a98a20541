import { registerNames } from "../audit/object-names.server";
import { readsNetwork } from "../authorization/viewer";
import { db } from "../db/database.server";

/** Resolves dialogues for readers of the audit record who may read them. Called once at start. */
export function registerDialogueNames(): void {
  registerNames(async (viewer, ids) => {
    if (!readsNetwork(viewer)) return [];
    const rows = await db.dialogue.findMany({
      where: { id: { in: ids } },
      select: { id: true, title: true },
    });
    return rows.map(({ id, title }) => ({ id, name: title }));
  });
}
