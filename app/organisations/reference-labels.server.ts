import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { slugOf } from "../http/addresses";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import type { CustomField } from "./custom-fields/custom-fields";
import { readFields } from "./custom-fields/stored-fields.server";

/** Labels of the directory's lists, in the reader's language and in display order. */
export interface Labels {
  regions: { code: string; name: string }[];
  departements: { id: string; slug: string; name: string; region: string }[];
  types: { slug: string; label: string }[];
  themes: { id: string; slug: string; name: string }[];
  /** Fields of organisations that the secretariat added, without archived ones. */
  fields: CustomField[];
}

interface Row {
  kind: "region" | "departement" | "type" | "theme";
  id: string;
  name: unknown;
  of: string | null;
}

/** Reads the directory's lists: they are short, and every page needs them. */
export async function readLabels(locale: Locale): Promise<Labels> {
  const [rows, fields] = await Promise.all([readRows(), readFields(db, "organisation", locale)]);
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind);
  const text = ({ name }: Row) => (typeof name === "string" ? name : inLocale(readVariants(name), locale));
  return {
    regions: of("region").map((row) => ({ code: row.id, name: text(row) })),
    departements: of("departement").map((row) => ({
      id: row.id,
      region: row.of ?? "",
      name: text(row),
      slug: departementSlug(row.of ?? "", text(row)),
    })),
    types: of("type").map((row) => ({ slug: row.id, label: text(row) })),
    themes: of("theme").map((row) => ({ id: row.id, slug: row.of ?? "", name: text(row) })),
    fields,
  };
}

const readRows = () =>
  queryPrepared<Row>(Prisma.sql`
    SELECT 'region' AS kind, "code" AS id, to_jsonb("name") AS name, NULL AS of, "position", '' AS sort FROM "Region"
    UNION ALL SELECT 'departement', "id"::text, to_jsonb("name"), "regionCode", 0, "regionCode" || normalise("name")
      FROM "Departement"
    UNION ALL SELECT 'type', "slug", "label", NULL, "position", '' FROM "OrganisationType"
    UNION ALL SELECT 'theme', "id"::text, "name", "slug", "position", '' FROM "Theme"
    ORDER BY 1, 5, 6`);

/** Slug of a département in URLs: the region's number, then the name ("1-arlit"). */
export const departementSlug = (region: string, name: string): string =>
  `${region.replace("NE-", "")}-${slugOf(name)}`;
