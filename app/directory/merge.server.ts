import { record } from "../audit/audit.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { today } from "../network/today.server";
import {
  levelOfField,
  levels,
  profileFields,
  readVisibility,
  type Visibility,
} from "../organisations/fields";
import { indexOrganisations } from "../organisations/index.server";
import { readLabels } from "../organisations/labels.server";
import { now } from "../services/services.server";
import { lock, writeChanges } from "./editing.server";
import { findDuplicates, type Pair } from "./likeness.server";
import { directoryPolicy } from "./policy";
import type { ProfileValues } from "./profile-form";
import { valuesOf } from "./values.server";

/**
 * Possible duplicates.
 * @throws 404 for everyone but the secretariat.
 */
export async function listDuplicates(viewer: Viewer): Promise<Pair[]> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  return await findDuplicates();
}

/**
 * The two records of a merge to confirm; null when one was deleted.
 * @throws 404 as `listDuplicates`
 */
export async function findPair(viewer: Viewer, keptId: string, otherId: string): Promise<Pair | null> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  const select = { id: true, name: true, slug: true };
  const [one, other] = await Promise.all([
    db.organisation.findUnique({ where: { id: keptId }, select }),
    db.organisation.findUnique({ where: { id: otherId }, select }),
  ]);
  return one && other && one.id !== other.id ? { one, other } : null;
}

/**
 * Marks two records as different organisations, so that they are not proposed again.
 * @throws 404
 */
export async function dismissDuplicate(viewer: Viewer, firstId: string, secondId: string): Promise<void> {
  const pair = await findPair(viewer, firstId, secondId);
  if (!pair) notFound();
  const [oneId = "", otherId = ""] = [firstId, secondId].sort();
  await inTransaction(async (tx) => {
    const { count } = await tx.dismissedDuplicate.createMany({
      data: [{ oneId, otherId, at: now() }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await record(tx, {
      personId: viewer.personId,
      action: "directory.duplicate-dismissed",
      on: { type: "organisation", id: oneId },
      details: { other: otherId },
    });
  });
}

/**
 * Merges two records. The kept one takes missing values from the other; contributions, sources and other references move
 * to it; the other's name becomes a former name, and its URL redirects.
 * @returns false, with nothing changed, when people have rights through the other (`findMergeObstacles`), or when it is a
 * member of the network: a membership ends by a decision, not by a merge.
 */
export async function mergeOrganisations(viewer: Viewer, keptId: string, otherId: string): Promise<boolean> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  if (keptId === otherId) return false;
  const labels = await readLabels("fr");
  return await inTransaction(
    async (tx) => {
      // Locks in a fixed order, so that two merges of one pair do not deadlock.
      for (const id of [keptId, otherId].sort()) await lock(tx, id);
      const [kept, other] = [await lock(tx, keptId), await lock(tx, otherId)];
      if (other.admission || other.outside === "network") return false;
      if ((await countObstacles(tx, otherId)).length > 0) return false;
      const values = joined(valuesOf(kept), valuesOf(other));
      const parentId = kept.parentId ?? (other.parentId === keptId ? null : other.parentId);
      await writeChanges(tx, viewer, kept, values, { labels, parentId, act: "merged" });
      await moveLinks(tx, keptId, otherId);
      await tx.mergedOrganisation.updateMany({ where: { intoId: otherId }, data: { intoId: keptId } });
      await tx.mergedOrganisation.create({
        data: { id: otherId, intoId: keptId, name: other.name, mergedAt: now() },
      });
      await tx.organisation.delete({ where: { id: otherId } });
      await indexOrganisations(tx, [keptId]);
      return true;
    },
    { timeoutMs: 60_000 },
  );
}

/** A source of rights of persons in an organisation, with its count. */
export interface MergeObstacle {
  kind: "people" | "mandates" | "invitations" | "spaces" | "candidacy";
  count: number;
}

/**
 * Reasons why a record cannot be merged, for display.
 * @throws 404 for everyone but the secretariat, and for an unknown record.
 */
export async function findMergeObstacles(
  viewer: Viewer,
  id: string,
): Promise<{ name: string; obstacles: MergeObstacle[] }> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  const record = await db.organisation.findUnique({ where: { id }, select: { name: true } });
  if (!record) notFound();
  return { name: record.name, obstacles: await countObstacles(db, id) };
}

/**
 * Merging with these would give a partner's people the rights of a member, by the action of one moderator. They must be
 * ended first by their own verbs with their own checks (docs/decisions/0050).
 */
async function countObstacles(tx: Database, id: string): Promise<MergeObstacle[]> {
  return await tx.$queryRaw<MergeObstacle[]>`
    SELECT "kind", "count" FROM (
      SELECT 1 AS "position", 'people' AS "kind", count(*)::int AS "count" FROM (
        SELECT "personId" FROM "Membership" WHERE "organisationId" = ${id}::uuid
        UNION SELECT "personId" FROM "SpaceMember" WHERE "organisationId" = ${id}::uuid) p
      UNION ALL SELECT 2, 'mandates', count(*)::int FROM "Mandate"
        WHERE "organisationId" = ${id}::uuid AND "revokedAt" IS NULL AND "until" >= ${await today(tx)}::date
      UNION ALL SELECT 3, 'invitations', count(*)::int FROM "Invitation"
        WHERE "organisationId" = ${id}::uuid AND "acceptedAt" IS NULL AND "revokedAt" IS NULL
      UNION ALL SELECT 4, 'spaces', count(*)::int FROM (
        SELECT "spaceId" FROM "SpaceOrganisation" WHERE "organisationId" = ${id}::uuid
        UNION SELECT "id" FROM "Space" WHERE "organisationId" = ${id}::uuid) s
      UNION ALL SELECT 5, 'candidacy', count(*)::int FROM "Candidacy" WHERE "organisationId" = ${id}::uuid
    ) o WHERE "count" > 0 ORDER BY "position"`;
}

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
  "File",
  "FileVersion",
  "Upload",
];

/** Tables that must have no row of the other record. */
export const emptyTables = ["Admission", "Candidacy", "Membership", "Space", "SpaceOrganisation"];

/** Tables whose rows are deleted with the other record: a pair marked as different does not apply to the kept record. */
export const forgottenTables = ["DismissedDuplicate"];

/** The kept record's values, completed with values only the other has. */
function joined(kept: ProfileValues, other: ProfileValues): ProfileValues {
  const fields = Object.entries(kept).map(([field, value]) => {
    const theirs = other[field as keyof ProfileValues];
    if (field === "visibility") return [field, narrower(kept.visibility, other.visibility)];
    if (Array.isArray(value)) return [field, value.length > 0 ? value : theirs];
    return [field, value || theirs];
  });
  const values = Object.fromEntries(fields) as unknown as ProfileValues;
  const names = [kept.formerNames, other.name, other.formerNames].flat();
  return {
    ...values,
    parent: kept.parent || other.parent,
    formerNames: [...new Set(names)].filter((name) => name !== kept.name).slice(0, 10),
  };
}

/** The narrower level for each field, so that a merge widens no visibility. */
function narrower(one: Visibility, other: Visibility): Visibility {
  const narrowest = profileFields.map((field) => {
    const [first, second] = [levelOfField(field, one), levelOfField(field, other)];
    return [field, levels.indexOf(first) > levels.indexOf(second) ? first : second];
  });
  return readVisibility(Object.fromEntries(narrowest));
}

/** Updates references to the other record in the moved tables; columns come from the catalogue. */
async function moveLinks(tx: Database, keptId: string, otherId: string): Promise<void> {
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
