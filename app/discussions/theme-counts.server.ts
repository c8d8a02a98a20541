import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readableThreads } from "./visibility.server";

/** Number of threads the viewer may read, by theme id; themes without threads are missing. */
export async function countThreadsByTheme(viewer: Viewer): Promise<Record<string, number>> {
  const rows = await db.threadTheme.groupBy({
    by: ["themeId"],
    where: { thread: readableThreads(viewer) },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ themeId, _count }) => [themeId, _count]));
}
