import type { Database } from "../../db/database.server";
import { type WholeOrganisation, whole } from "../profile/profile.server";
import { changesBetween, type ProfileValues } from "../profile/profile-form";
import { knownValues, valuesOf } from "../profile/profile-values.server";
import type { Labels } from "../reference-labels.server";
import { type Column, cellSeparator } from "../table-columns";
import type { PlannedLine } from "./import-plan.server";
import type { ReadLine } from "./line-reader.server";

/** Batch size for comparing records with their lines. */
const recordsAtOnce = 200;

/** Adds the changed fields to each update; an update without changes becomes "same". */
export async function addChanges(planned: PlannedLine[], labels: Labels, tx: Database): Promise<void> {
  const updates = planned.filter(({ effect }) => effect.kind === "update");
  for (let at = 0; at < updates.length; at += recordsAtOnce) {
    const some = updates.slice(at, at + recordsAtOnce);
    const ids = some.flatMap(({ effect }) => (effect.kind === "update" ? effect.id : []));
    const rows = await tx.organisation.findMany({ where: { id: { in: ids } }, include: whole });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const each of some) {
      if (each.effect.kind !== "update") continue;
      const { id, name } = each.effect;
      const row = byId.get(id);
      const changes = row ? changesBetween(valuesOf(row), valuesAfter(row, each, labels)) : {};
      each.effect =
        Object.keys(changes).length > 0 ? { kind: "update", id, name, changes } : { kind: "same", id, name };
    }
  }
}

/** Values of a line replace the stored ones; empty cells keep them. */
export function valuesAfter(
  row: WholeOrganisation,
  { line, parent }: Pick<PlannedLine, "line" | "parent">,
  labels: Labels,
): ProfileValues {
  const current = valuesOf(row);
  const { name: _, ...said } = line.values;
  const kept = Object.entries(said).filter(([field, value]) => !isSameList(current, field, value, line));
  const isItself = parent && "id" in parent && parent.id === row.id;
  return knownValues(
    { ...current, ...Object.fromEntries(kept), parent: parent && !isItself ? parent.name : current.parent },
    labels,
  );
}

/** An exported list left unchanged counts as equal, even if a value contains the separator. */
function isSameList(current: ProfileValues, field: string, value: unknown, { written }: ReadLine): boolean {
  if (!Array.isArray(value)) return false;
  const before = current[field as keyof ProfileValues];
  return Array.isArray(before) && before.join(cellSeparator) === written[field as Column];
}
