import type { Viewer } from "../../authorization/viewer";
import type { Database } from "../../db/database.server";
import { writeOrganisation } from "../organisations.server";
import { lock, remember, writeChanges } from "../profile/editing.server";
import { freeSlug } from "../profile/new-record.server";
import { fieldRowsOf } from "../profile/profile-values.server";
import type { Labels } from "../reference-labels.server";
import type { PlannedLine } from "./import-plan.server";
import { valuesAfter } from "./line-changes.server";
import type { ReadLine } from "./line-reader.server";

/** Creates the record of a line. @returns its id */
export async function createFromLine(
  tx: Database,
  viewer: Viewer,
  line: ReadLine,
  labels: Labels,
): Promise<string> {
  const { values, name, acronym, relation } = line;
  const { departements = [], themes = [], founded, parent: _, type, ...rest } = values;
  const id = await writeOrganisation(tx, {
    ...rest,
    name,
    acronym: acronym || null,
    relation,
    type: type ?? "osc-ong",
    slug: await freeSlug(tx, name),
    foundedYear: founded ? Number(founded) : null,
    parentId: null,
    fieldValues: fieldRowsOf(values),
    departements: labels.departements
      .filter(({ slug }) => departements.includes(slug))
      .map(({ id: one }) => one),
    themes: labels.themes.filter(({ slug }) => themes.includes(slug)).map(({ id: one }) => one),
  });
  await remember(tx, viewer, id, "imported", {});
  return id;
}

/** Writes a line into its record. @returns the previous parent; null when nothing changes */
export async function updateFromLine(
  tx: Database,
  viewer: Viewer,
  id: string,
  planned: PlannedLine,
  parentId: string | null,
  labels: Labels,
): Promise<{ parentId: string | null } | null> {
  const row = await lock(tx, id);
  const values = valuesAfter(row, planned, labels);
  const newParent = parentId && parentId !== id ? parentId : row.parentId;
  const written = await writeChanges(tx, viewer, row, values, {
    labels,
    parentId: newParent,
    act: "imported",
  });
  return written ? { parentId: row.parentId } : null;
}
