import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { readableDocuments } from "./rights.server";

/** Registers the titles of documents for the audit log, for viewers who may read them; call once at start. */
export function registerDocumentNames(): void {
  registerNames(async (viewer, ids) => {
    const where = { id: { in: ids }, ...readableDocuments(viewer) };
    const rows = await db.document.findMany({ where, select: { id: true, title: true } });
    return rows.map(({ id, title }) => ({ id, name: title }));
  });
}
