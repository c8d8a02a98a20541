import { registerNames } from "../audit/object-names.server";
import { readsNetwork } from "../authorization/viewer";
import { db } from "../db/database.server";

/** Resolves recommendations for readers of the audit record who may read them. Called once at start. */
export function registerRecommendationNames(): void {
  registerNames(async (viewer, ids) => {
    if (!readsNetwork(viewer)) return [];
    const rows = await db.recommendation.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true, source: true },
    });
    return rows.map(({ id, number, source }) => ({ id, name: `${number} – ${source}` }));
  });
}
