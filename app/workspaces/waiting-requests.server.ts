import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { facilitatedSpaces } from "./access.server";
import type { SpaceLink } from "./space-lists.server";

/** Spaces that the viewer facilitates and that have requests to enter, with their number. */
export async function listSpacesWithRequests(
  viewer: Viewer,
  take: number,
): Promise<(SpaceLink & { count: number })[]> {
  const waiting = { decidedAt: null };
  const rows = await db.space.findMany({
    where: { AND: [facilitatedSpaces(viewer), { state: "active", joinRequests: { some: waiting } }] },
    select: { id: true, slug: true, name: true, _count: { select: { joinRequests: { where: waiting } } } },
    orderBy: { name: "asc" },
    take,
  });
  return rows.map(({ id, slug, name, _count }) => ({ id, slug, name, count: _count.joinRequests }));
}
