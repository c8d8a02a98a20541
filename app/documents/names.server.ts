import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { readableDocuments } from "./rights.server";

/** Tells readers of the journal the titles of texts that they may read; called once at start. */
export function registerDocumentNames(): void {
  registerNames(async (viewer, ids) => {
    const where = { id: { in: ids }, ...readableDocuments(viewer) };
    const rows = await db.document.findMany({ where, select: { id: true, title: true } });
    return rows.map(({ id, title }) => ({ id, name: title }));
  });
}
