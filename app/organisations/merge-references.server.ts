import type { Database } from "../db/database.server";

/** Tables whose rows move to the kept record: facts about an organisation, and contributions or decisions in its name. */
export const movedTables = [
  "Theme",
  "Organisation",
  "OrganisationRegion",
  "OrganisationDepartement",
  "OrganisationTheme",
  "OrganisationSource",
  "OrganisationContact",
  "OrganisationIndex",
  "MergedOrganisation",
  "ProfileChange",
  "ProfileProposal",
  "AdmissionChange",
  "AdministrativeSituation",
  "Mandate",
  "Invitation",
  "Document",
  "Thread",
  "Post",
  "Reaction",
];

/** Tables that must have no row of the other record. */
export const emptyTables = ["Admission", "Candidacy", "Membership", "Space", "SpaceOrganisation"];

/** Tables whose rows are deleted with the other record: a pair marked as different does not apply to the kept record. */
export const forgottenTables = ["DismissedDuplicate"];

/** Updates references to the other record in the moved tables; columns come from the catalogue. */
export async function moveReferences(tx: Database, keptId: string, otherId: string): Promise<void> {
  const columns = await tx.$queryRaw<{ table: string; column: string }[]>`
    SELECT c.conrelid::regclass::text AS table, a.attname::text AS column
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"Organisation"'::regclass AND cardinality(c.conkey) = 1
      AND c.conrelid::regclass::text = ANY(${movedTables.map((table) => `"${table}"`)})
    ORDER BY 1, 2`;
  for (const { table, column } of columns) {
    // Rows the kept record already has (a region, a theme) are deleted with the other record.
    const name = `"${column.replaceAll('"', '""')}"`;
    await tx.$executeRawUnsafe("SAVEPOINT moving");
    try {
      await tx.$executeRawUnsafe(
        `UPDATE ${table} SET ${name} = $1::uuid WHERE ${name} = $2::uuid`,
        keptId,
        otherId,
      );
      await tx.$executeRawUnsafe("RELEASE SAVEPOINT moving");
    } catch {
      await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT moving");
      await moveOneByOne(tx, table, name, keptId, otherId);
    }
  }
}

/** The same row by row, skipping duplicates. */
async function moveOneByOne(
  tx: Database,
  table: string,
  column: string,
  keptId: string,
  otherId: string,
): Promise<void> {
  const rows = await tx.$queryRawUnsafe<{ ctid: string }[]>(
    `SELECT ctid::text FROM ${table} WHERE ${column} = $1::uuid`,
    otherId,
  );
  for (const { ctid } of rows) {
    await tx.$executeRawUnsafe("SAVEPOINT moving");
    try {
      await tx.$executeRawUnsafe(
        `UPDATE ${table} SET ${column} = $1::uuid WHERE ctid = $2::tid`,
        keptId,
        ctid,
      );
      await tx.$executeRawUnsafe("RELEASE SAVEPOINT moving");
    } catch {
      await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT moving");
    }
  }
}
