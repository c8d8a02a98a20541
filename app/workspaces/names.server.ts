import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { isKnown } from "./access.server";

/** Resolves space names for readers of the audit record who may know of the spaces; called once at start. */
export function registerSpaceNames(): void {
  registerNames(
    async (viewer, ids) =>
      await db.$queryRaw`
      SELECT s."id", s."name" FROM "Space" s
      WHERE s."id" = ANY(${ids}::uuid[]) AND ${isKnown(viewer)}
      UNION ALL SELECT t."id", t."name" FROM "SpaceTemplate" t WHERE t."id" = ANY(${ids}::uuid[])`,
  );
}
