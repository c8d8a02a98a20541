import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { isFieldKey } from "./custom-fields/custom-fields";
import {
  type Level,
  levelOfField,
  levels,
  profileFields,
  readVisibility,
  type Visibility,
} from "./field-visibility";
import { indexOrganisations } from "./index.server";
import { findDuplicates, type Pair } from "./likeness.server";
import { countObstacles } from "./merge-obstacles.server";
import { moveReferences } from "./merge-references.server";
import { organisationsPolicy } from "./policy";
import { lock, writeChanges } from "./profile/editing.server";
import type { ProfileValues } from "./profile/profile-form";
import { valuesOf } from "./profile/profile-values.server";
import { readLabels } from "./reference-labels.server";

/**
 * Possible duplicates.
 * @throws 404 for everyone but the secretariat.
 */
export async function listDuplicates(viewer: Viewer): Promise<Pair[]> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  return await findDuplicates();
}

/**
 * The two records of a merge to confirm; null when one was deleted.
 * @throws 404 as `listDuplicates`
 */
export async function findPair(viewer: Viewer, keptId: string, otherId: string): Promise<Pair | null> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
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
    await recordEvent(tx, viewer, "directory.duplicate-dismissed", oneId, { other: otherId });
  });
}

/**
 * Merges two records. The kept one takes missing values from the other; contributions, sources and other references move
 * to it; the other's name becomes a former name, and its URL redirects.
 * @returns false, with nothing changed, when people have rights through the other (`findMergeObstacles`), or when it is a
 * member of the network: a membership ends by a decision, not by a merge.
 */
export async function mergeOrganisations(viewer: Viewer, keptId: string, otherId: string): Promise<boolean> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
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
      // Where one is the parent of the other, the kept record must not become its own.
      const parents = [kept.parentId, other.parentId].filter((id) => id !== keptId && id !== otherId);
      const parentId = parents.find((id) => id !== null) ?? null;
      await writeChanges(tx, viewer, kept, values, { labels, parentId, act: "merged" });
      await moveReferences(tx, keptId, otherId);
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

/** The kept record's values, completed with values only the other has. */
function joined(kept: ProfileValues, other: ProfileValues): ProfileValues {
  const onlyTheirs = Object.entries(other).filter(([field]) => !(field in kept));
  const fields = Object.entries(kept).map(([field, value]) => {
    const theirs = other[field as keyof ProfileValues];
    if (field === "visibility") return [field, narrower(kept.visibility, other.visibility)];
    if (Array.isArray(value)) return [field, value.length > 0 ? value : theirs];
    return [field, value || theirs];
  });
  const values = Object.fromEntries([...fields, ...onlyTheirs]) as unknown as ProfileValues;
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
  const custom = [...Object.entries(one), ...Object.entries(other)]
    .flatMap(([field, level]): [string, Level][] => (isFieldKey(field) && level ? [[field, level]] : []))
    .sort(([, first], [, second]) => levels.indexOf(first) - levels.indexOf(second));
  return readVisibility(Object.fromEntries([...narrowest, ...custom]));
}
