import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readableDocuments } from "./rights.server";

/** Number of documents the viewer may read, by theme id; themes without documents are missing. */
export async function countDocumentsByTheme(viewer: Viewer): Promise<Record<string, number>> {
  const rows = await db.documentTheme.groupBy({
    by: ["themeId"],
    where: { document: readableDocuments(viewer) },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ themeId, _count }) => [themeId, _count]));
}
