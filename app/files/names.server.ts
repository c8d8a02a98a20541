import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { readableFiles } from "./access.server";

/** Registers the names of files for the audit log, for viewers who may read them; call once at start. */
export function registerFileNames(): void {
  registerNames(async (viewer, ids) => {
    const where = { id: { in: ids }, ...readableFiles(viewer) };
    return await db.file.findMany({ where, select: { id: true, name: true } });
  });
}
