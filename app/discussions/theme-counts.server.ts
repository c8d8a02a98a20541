import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readableThreads } from "./visibility.server";

/** How many threads that the viewer reads stand under each theme, by its id; a theme without any is missing. */
export async function countThreadsByTheme(viewer: Viewer): Promise<Record<string, number>> {
  const rows = await db.threadTheme.groupBy({
    by: ["themeId"],
    where: { thread: readableThreads(viewer) },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ themeId, _count }) => [themeId, _count]));
}
