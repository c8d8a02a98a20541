import type { Database } from "../../db/database.server";
import { findTouchedRecords, type RecordTable } from "../../tables/import-undo.server";
import { whole } from "../profile/profile.server";
import type { Change, EditedField, ProfileValues } from "../profile/profile-form";
import { valuesOf } from "../profile/profile-values.server";
import type { KeptRecord } from "./import-preview";

/** A record that an import wrote, as kept with it. */
export interface ImportRow {
  organisationId: string;
  created: boolean;
  version: number;
  parentId: string | null;
}

/** A reference to an organisation from any other table counts as later use. */
const records: RecordTable = {
  table: "Organisation",
  ownTables: [
    "OrganisationRegion",
    "OrganisationDepartement",
    "OrganisationTheme",
    "OrganisationContact",
    "OrganisationFieldValue",
    "OrganisationIndex",
    "ProfileChange",
  ],
};

/**
 * Created records that were edited or used since. A record that one of these belongs to is kept as well, so the search is
 * repeated until nothing more is found.
 */
export async function findCreatedToKeep(
  rows: readonly ImportRow[],
  tx: Database,
): Promise<{ id: string; name: string }[]> {
  const kept: { id: string; name: string }[] = [];
  let left = rows.filter(({ created }) => created);
  for (;;) {
    const written = left.map(({ organisationId: id, created, version }) => ({ id, created, version }));
    const current = await tx.organisation.findMany({
      where: { id: { in: written.map(({ id }) => id) } },
      select: { id: true, name: true, version: true },
    });
    const touched = await findTouchedRecords(tx, records, written, current);
    if (touched.length === 0) return kept.filter(({ name }) => name !== "");
    kept.push(...touched);
    const gone = new Set(touched.map(({ id }) => id));
    left = left.filter(({ organisationId }) => !gone.has(organisationId));
  }
}

type Imported = Record<string, Change>;

/** The fields that the import changed, with their values before and after. */
export async function readImported(
  tx: Database,
  { organisationId, version }: Pick<ImportRow, "organisationId" | "version">,
): Promise<Imported> {
  const change = await tx.profileChange.findFirst({ where: { organisationId, version, act: "imported" } });
  return (change?.fields ?? {}) as unknown as Imported;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? "") === JSON.stringify(other ?? "");

/** The values with what the import changed put back; a field whose value is no longer the imported one is kept. */
export function restoredValues(
  current: ProfileValues,
  imported: Imported,
): { values: ProfileValues; kept: EditedField[] } {
  const values: Record<string, unknown> = { ...current };
  const kept: EditedField[] = [];
  for (const [field, { before, after }] of Object.entries(imported)) {
    if (same(values[field], after)) values[field] = before;
    else if (!same(values[field], before)) kept.push(field as EditedField);
  }
  return { values: values as unknown as ProfileValues, kept };
}

/** Changed records whose imported fields were edited since; the name of a deleted one is empty. */
export async function keptIn(rows: readonly ImportRow[], tx: Database): Promise<KeptRecord[]> {
  const ids = rows.map(({ organisationId }) => organisationId);
  const versions = await tx.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, version: true },
  });
  const now = new Map(versions.map(({ id, version }) => [id, version]));
  const kept: KeptRecord[] = [];
  for (const row of rows.filter(({ organisationId, version }) => now.get(organisationId) !== version)) {
    const record = await tx.organisation.findUnique({ where: { id: row.organisationId }, include: whole });
    if (!record) kept.push({ id: row.organisationId, name: "", fields: [] });
    else {
      const { kept: fields } = restoredValues(valuesOf(record), await readImported(tx, row));
      if (fields.length > 0) kept.push({ id: record.id, name: record.name, fields });
    }
  }
  return kept;
}
