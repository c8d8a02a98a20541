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
  "OrganisationFieldValue",
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
  "File",
  "FileVersion",
  "Upload",
  "Attachment",
  "Picture",
  "PostMention",
  "Reaction",
  "AuthorityOffice",
  "Correspondence",
  "RecommendationAuthor",
  "Addressee",
  "Assessment",
  "AssessmentDissent",
  "AddresseeChange",
  "DialogueAgendaItem",
  "DialogueAttendance",
  "Commitment",
];

/** Tables that must have no row of the other record. */
export const emptyTables = ["Admission", "Candidacy", "Membership", "Space", "SpaceOrganisation"];

/** Tables whose rows are deleted with the other record: a pair marked as different does not apply to the kept record. */
export const forgottenTables = ["DismissedDuplicate"];

/** A column that refers to an organisation. */
interface Link {
  table: string;
  column: string;
  /** For each unique index on it, the other columns of that index. */
  uniqueWith: string[][];
}

/**
 * Updates references to the other record in the moved tables; columns and unique indexes come from the catalogue. Rows
 * that the kept record already has (a region, a theme) are deleted with the other record.
 */
export async function moveReferences(tx: Database, keptId: string, otherId: string): Promise<void> {
  for (const link of await listLinks(tx)) {
    const column = quotedName(link.column);
    const isFree = link.uniqueWith.map((columns) => {
      const same = ["true", ...columns.map((name) => `k.${quotedName(name)} = t.${quotedName(name)}`)];
      return ` AND NOT EXISTS (SELECT FROM ${link.table} k WHERE k.${column} = $1::uuid AND ${same.join(" AND ")})`;
    });
    // Not a template: names of tables and columns, here from the catalogue and quoted, cannot be parameters.
    await tx.$executeRawUnsafe(
      `UPDATE ${link.table} t SET ${column} = $1::uuid WHERE t.${column} = $2::uuid${isFree.join("")}`,
      keptId,
      otherId,
    );
  }
}

const listLinks = (tx: Database): Promise<Link[]> =>
  tx.$queryRaw<Link[]>`
    SELECT c.conrelid::regclass::text AS "table", a.attname::text AS "column",
      coalesce((
        SELECT jsonb_agg((
          SELECT coalesce(jsonb_agg(o.attname), '[]') FROM pg_attribute o
          WHERE o.attrelid = i.indrelid AND o.attnum = ANY(i.indkey) AND o.attnum <> a.attnum))
        FROM pg_index i
        WHERE i.indrelid = c.conrelid AND i.indisunique AND a.attnum = ANY(i.indkey)), '[]') AS "uniqueWith"
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"Organisation"'::regclass AND cardinality(c.conkey) = 1
      AND c.conrelid::regclass::text = ANY(${movedTables.map((table) => `"${table}"`)})
    ORDER BY 1, 2`;

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
