import { record } from "../audit/audit.server";
import { db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { allows } from "../http/policy";
import type { Viewer } from "../http/viewer";
import { indexOrganisations } from "../organisations/index.server";
import { readLabels } from "../organisations/labels.server";
import { now } from "../ports/ports.server";
import { lock, writeChanges } from "./editing.server";
import { findDuplicates, type Pair } from "./likeness.server";
import { directoryPolicy } from "./policy";
import type { ProfileValues } from "./profile-form";
import { valuesOf } from "./values.server";

/** The records that may be one organisation. @throws 404 for everyone but the secretariat. */
export async function listDuplicates(viewer: Viewer): Promise<Pair[]> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  return await findDuplicates();
}

/** The two records of a merge that is to be confirmed; null when one has gone. @throws 404 as `listDuplicates` */
export async function findPair(viewer: Viewer, keptId: string, otherId: string): Promise<Pair | null> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  const select = { id: true, name: true, slug: true };
  const [one, other] = await Promise.all([
    db.organisation.findUnique({ where: { id: keptId }, select }),
    db.organisation.findUnique({ where: { id: otherId }, select }),
  ]);
  return one && other && one.id !== other.id ? { one, other } : null;
}

/** Remembers that two records are not one organisation: they are not proposed again. @throws 404 */
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
 * Makes one record of two. The kept one takes what it lacks from the other; people, contributions, sources and
 * whatever else points to the other point to it; the other's name is a former name, its address leads on.
 * @returns false when the other is a member of the network: a membership ends by a decision, not by a merge.
 */
export async function mergeOrganisations(viewer: Viewer, keptId: string, otherId: string): Promise<boolean> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  if (keptId === otherId) return false;
  const labels = await readLabels("fr");
  return await inTransaction(
    async (tx) => {
      // Always in the same order, so that two merges of one pair wait for each other.
      for (const id of [keptId, otherId].sort()) await lock(tx, id);
      const [kept, other] = [await lock(tx, keptId), await lock(tx, otherId)];
      if (other.admission || other.outside === "network") return false;
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

/** What the kept one says, filled up with what only the other says. */
function joined(kept: ProfileValues, other: ProfileValues): ProfileValues {
  const fields = Object.entries(kept).map(([field, value]) => {
    const theirs = other[field as keyof ProfileValues];
    if (field === "visibility") return [field, { ...(theirs as object), ...(value as object) }];
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

/** Columns of other tables that name an organisation, found in the catalogue: rooms of later add their own. */
async function moveLinks(tx: Parameters<typeof lock>[0], keptId: string, otherId: string): Promise<void> {
  const columns = await tx.$queryRaw<{ table: string; column: string }[]>`
    SELECT c.conrelid::regclass::text AS table, a.attname::text AS column
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"Organisation"'::regclass AND cardinality(c.conkey) = 1
    ORDER BY 1, 2`;
  for (const { table, column } of columns) {
    // What the kept one has already (a region, a membership of the same person) goes with the other's record.
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

/** The same row by row, leaving those that would stand twice. */
async function moveOneByOne(
  tx: Parameters<typeof lock>[0],
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
