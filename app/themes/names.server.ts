import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";

/** Resolves theme names for readers of the audit record; every signed-in person may read them. Called once at start. */
export function registerThemeNames(): void {
  registerNames(async (_viewer, ids, locale) => {
    const rows = await db.theme.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    return rows.map(({ id, name }) => ({ id, name: inLocale(readVariants(name), locale) }));
  });
}
