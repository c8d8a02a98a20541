import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readableSpaces } from "./access.server";

/** Number of readable spaces by theme id; themes without any are missing. */
export async function countSpacesByTheme(viewer: Viewer): Promise<Record<string, number>> {
  const rows = await db.space.groupBy({
    by: ["themeId"],
    where: { AND: [{ themeId: { not: null } }, readableSpaces(viewer)] },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ themeId, _count }) => [themeId ?? "", _count]));
}
