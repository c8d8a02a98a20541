import { z } from "zod";
import type { Database } from "../../db/database.server";
import type { CustomField as Row } from "../../db/generated/client";
import type { Locale } from "../../i18n/locales";
import { inLocale } from "../../i18n/variants";
import { readVariants } from "../../i18n/variants-schema.server";
import type { CustomField, FieldOwner } from "./custom-fields";

/** The options of a choice as stored. */
export const storedOptions = z.array(
  z.object({ value: z.string(), fr: z.string(), en: z.string(), retired: z.boolean() }),
);

/** A stored field in the reader's language. */
export function fieldOf(row: Row, locale: Locale): CustomField {
  const { id, owner, kind, code, min, max, level, facet, column } = row;
  const hint = readVariants(row.hint);
  return {
    id,
    owner,
    kind,
    code,
    min,
    max,
    level,
    facet,
    column,
    label: inLocale(readVariants(row.label), locale),
    hint: hint.fr ? inLocale(hint, locale) : "",
    options: storedOptions
      .parse(row.options)
      .map(({ value, fr, en, retired }) => ({ value, retired, label: locale === "en" ? en || fr : fr })),
    archived: row.archivedAt !== null,
  };
}

/** The fields of organisations or of people, in their order; archived ones only when asked for. */
export async function readFields(
  tx: Database,
  owner: FieldOwner,
  locale: Locale,
  { archived = false } = {},
): Promise<CustomField[]> {
  const rows = await tx.customField.findMany({
    where: { owner, ...(!archived && { archivedAt: null }) },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => fieldOf(row, locale));
}
