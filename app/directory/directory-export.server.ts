import { stringify } from "csv-stringify/sync";
import writeXlsxFile from "write-excel-file/node";
import { recordEvent } from "../audit/record-event.server";
import { mayWrite, type Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { forbidden } from "../http/errors";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import {
  wordsOfGroup,
  wordsOfLanguage,
  wordsOfRelation,
} from "../organisations/controlled-vocabulary.server";
import { type CustomField, fieldKey } from "../organisations/custom-fields/custom-fields";
import { readFields } from "../organisations/custom-fields/stored-fields.server";
import type { Relation } from "../organisations/organisations";
import type { ProfilePage } from "../organisations/profile/profile";
import { readProfile, whole } from "../organisations/profile/profile.server";
import { cellSeparator, columns, type OwnColumn } from "../organisations/table-columns";
import { guardFormula } from "../tables/formula-guard";
import type { DirectoryQuery } from "./directory-query-form.server";
import { fieldsShownTo, searchWhole } from "./organisation-search.server";
import { vcardOf } from "./vcard";

export const exportFormats = ["csv", "xlsx", "vcf"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const texts = serverMessages<typeof import("../organisations/messages.fr.json")>("organisations");
const batch = 500;
const maxExported = 100_000;

/** Exports are for viewers who take part in the network's work. */
export const mayExport = (viewer: Viewer): boolean => mayWrite(viewer);

/**
 * Exports the results of a query, each profile with the fields this viewer may see.
 * @throws 403 for viewers who may not export.
 */
export async function exportDirectory(
  viewer: Viewer,
  query: DirectoryQuery,
  format: ExportFormat,
  locale: Locale,
): Promise<{ body: Buffer; type: string }> {
  if (!mayExport(viewer)) forbidden();
  const profiles = await readFound(viewer, query, locale);
  await inTransaction((tx) =>
    recordEvent(tx, viewer, "directory.exported", null, { format, organisations: profiles.length }),
  );
  if (format === "vcf") return { body: Buffer.from(profiles.map(vcardOf).join("")), type: "text/vcard" };
  const fields = fieldsShownTo(viewer, await readFields(db, "organisation", locale));
  const rows = [
    [...columns.map((column) => texts(locale, `column.${column}`)), ...fields.map(({ label }) => label)].map(
      guardFormula,
    ),
    ...profiles.map((profile) =>
      [
        ...columns.map((column) => cellOf(profile, column, locale)),
        ...fields.map((field) => customCell(profile, field, locale)),
      ].map(guardFormula),
    ),
  ];
  return format === "csv" ? asCsv(rows) : await asXlsx(rows);
}

async function readFound(viewer: Viewer, query: DirectoryQuery, locale: Locale): Promise<ProfilePage[]> {
  const { found: cards } = await searchWhole(viewer, query, locale, maxExported);
  const profiles: ProfilePage[] = [];
  for (let at = 0; at < cards.length; at += batch) {
    const ids = cards.slice(at, at + batch).map(({ id }) => id);
    const rows = await db.organisation.findMany({ where: { id: { in: ids } }, include: whole });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) {
      const row = byId.get(id);
      if (row) profiles.push(readProfile(viewer, row, true, locale));
    }
  }
  return profiles;
}

/** Semicolons and a byte order mark, so that French spreadsheets open it directly. */
function asCsv(rows: string[][]) {
  return {
    body: Buffer.from(stringify(rows, { delimiter: ";", bom: true, record_delimiter: "windows" })),
    type: "text/csv; charset=utf-8",
  };
}

async function asXlsx(rows: string[][]) {
  const [header = [], ...lines] = rows;
  const sheet = [
    header.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...lines.map((line) => line.map((value) => ({ value, type: String }))),
  ];
  return {
    body: await writeXlsxFile(sheet).toBuffer(),
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

/** A value of the secretariat's fields; yes and no in the words that an import reads. */
function customCell({ customFields }: ProfilePage, { id }: CustomField, locale: Locale): string {
  const shown = customFields.find(({ key }) => key === fieldKey(id));
  if (!shown) return "";
  return shown.kind === "boolean"
    ? texts(locale, shown.value === "yes" ? "custom.yes" : "custom.no")
    : shown.value;
}

function cellOf(profile: ProfilePage, column: OwnColumn, locale: Locale): string {
  const list = (values: string[]) => values.join(cellSeparator);
  switch (column) {
    case "relation":
      return wordsOfRelation(locale, profile.relation as Relation);
    case "parent":
      return profile.parentLink?.name ?? "";
    case "founded":
      return profile.foundedYear ? String(profile.foundedYear) : "";
    case "groups":
      return list(profile.groups.map((group) => wordsOfGroup(locale, group)));
    case "languages":
      return list(profile.languages.map((language) => wordsOfLanguage(locale, language)));
    case "regions":
      return list([
        ...(profile.nationwide ? [texts(locale, "area.wholeCountry")] : []),
        ...(profile.outsideNiger ? [texts(locale, "area.abroad")] : []),
        ...profile.regions,
      ]);
    default: {
      const value = profile[column];
      return Array.isArray(value) ? list(value) : (value ?? "");
    }
  }
}
