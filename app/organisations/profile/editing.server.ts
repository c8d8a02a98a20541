import { recordEvent } from "../../audit/record-event.server";
import { allows } from "../../authorization/policy";
import type { Viewer } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { forbidden, notFound } from "../../http/errors";
import { now } from "../../services/services.server";
import { indexOrganisations } from "../index.server";
import { organisationsPolicy } from "../policy";
import { readLabels } from "../reference-labels.server";
import { findVisibleOrganisation, type WholeOrganisation, whole } from "./profile.server";
import {
  type Change,
  type Changes,
  changesBetween,
  type Merged,
  mergeEdits,
  type ProfileValues,
} from "./profile-form";
import {
  idOfName,
  knownValues,
  readWritten,
  valuesOf,
  type WrittenProfile,
  writeValues,
} from "./profile-values.server";

type Act = "created" | "edited" | "confirmed" | "imported" | "merged" | "accepted" | "undone";

/** Result of an edit: saved, or merged with a concurrent change for review. */
export type Edited =
  | { done: true }
  | { done: false; version: number; merged: Merged }
  | { done: false; wrong: Record<string, string> };

/**
 * A profile the viewer may change.
 * @throws 404 when it is not visible to them, 403 when they may only read it.
 */
export async function findEditable(viewer: Viewer, id: string | undefined): Promise<WholeOrganisation> {
  const { row } = await findVisibleOrganisation(viewer, id);
  if (!allows(viewer, organisationsPolicy["profile.edit"], row.id)) forbidden();
  return row;
}

/**
 * Changes a profile. If it changed since the form was opened, the writer gets both changes merged and marked; neither is
 * lost.
 */
export async function editProfile(
  viewer: Viewer,
  id: string | undefined,
  { version, ...form }: WrittenProfile & { version: number },
): Promise<Edited> {
  const { id: known } = await findEditable(viewer, id);
  const labels = await readLabels("fr");
  if (!labels.types.some(({ slug }) => slug === form.type))
    return { done: false, wrong: { type: "field.required" } };
  return await inTransaction(async (tx) => {
    const row = await lock(tx, known);
    const current = valuesOf(row);
    const { values: written, wrong } = readWritten(form, current, labels.fields);
    if (Object.keys(wrong).length > 0) return { done: false, wrong };
    // Only the secretariat sets the parent of an organisation.
    const manages = allows(viewer, organisationsPolicy["directory.manage"]);
    const mine = knownValues({ ...written, parent: manages ? written.parent : current.parent }, labels);
    if (row.version !== version) {
      const theirs = await changesSince(tx, known, version);
      const merged = mergeEdits(theirs, current, mine);
      // Both made the same change: nothing to merge.
      if (Object.keys(changesBetween(current, merged.values)).length === 0) return { done: true };
      return { done: false, version: row.version, merged };
    }
    const parentId = await parentOf(tx, row, current, mine);
    if (parentId === undefined) return { done: false, wrong: { parent: "field.unknownName" } };
    await writeChanges(tx, viewer, row, mine, { labels, parentId, act: "edited" });
    return { done: true };
  });
}

async function parentOf(
  tx: Database,
  row: WholeOrganisation,
  current: ProfileValues,
  { parent }: ProfileValues,
) {
  if (parent === current.parent) return row.parentId;
  if (parent === "") return null;
  const id = await idOfName(tx, parent);
  return id && id !== row.id ? id : undefined;
}

/**
 * Locks a profile's row until the transaction ends.
 * @throws 404 when it was deleted.
 */
export async function lock(tx: Database, id: string): Promise<WholeOrganisation> {
  await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return (await tx.organisation.findUnique({ where: { id }, include: whole })) ?? notFound();
}

interface Writing {
  labels: Awaited<ReturnType<typeof readLabels>>;
  parentId: string | null;
  act: Act;
}

/** Writes changed profile fields with a history entry; does nothing without a change. */
export async function writeChanges(
  tx: Database,
  viewer: Viewer,
  row: WholeOrganisation,
  values: ProfileValues,
  { act, ...writing }: Writing,
): Promise<boolean> {
  const changes = changesBetween(valuesOf(row), values);
  if (Object.keys(changes).length === 0) return false;
  await writeValues(tx, row.id, values, writing);
  // Fields just written by the organisation's own people need no verification.
  const uncertain = row.uncertain.filter((field) => !touches(changes, field));
  await tx.organisation.update({ where: { id: row.id }, data: { uncertain } });
  await remember(tx, viewer, row.id, act, changes);
  const renamed = changes.name || changes.acronym;
  const children = renamed ? row.children.map((child) => child.id) : [];
  await indexOrganisations(tx, [row.id, ...children]);
  return true;
}

const touches = (changes: Changes, field: string) =>
  field in changes || (field === "region" && "regions" in changes);

/** Increments the version and stores a history entry. */
export async function remember(
  tx: Database,
  viewer: Viewer,
  organisationId: string,
  act: Act,
  fields: Changes,
): Promise<void> {
  const at = now();
  const { version } = await tx.organisation.update({
    where: { id: organisationId },
    data: { version: { increment: 1 }, updatedAt: at },
  });
  await tx.profileChange.create({
    data: {
      id: newId(),
      organisationId,
      version,
      act,
      personId: viewer.personId,
      at,
      fields: fields as object,
    },
  });
  await recordEvent(tx, viewer, `profile.${act}`, organisationId, { fields: Object.keys(fields).join(" ") });
}

/** Fields changed since a version, each with its value at that version. */
async function changesSince(tx: Database, organisationId: string, version: number): Promise<Changes> {
  const rows = await tx.profileChange.findMany({
    where: { organisationId, version: { gt: version } },
    orderBy: { version: "asc" },
  });
  const since: Changes = {};
  for (const { fields } of rows) {
    for (const [field, change] of Object.entries(fields as unknown as Record<string, Change>)) {
      const name = field as keyof Changes;
      since[name] = { before: (since[name] ?? change).before, after: change.after };
    }
  }
  return since;
}

/** Confirms that the whole profile is still correct; the date is shown to readers. */
export async function confirmProfile(viewer: Viewer, id: string | undefined): Promise<string> {
  const row = await findEditable(viewer, id);
  await inTransaction(async (tx) => {
    await lock(tx, row.id);
    await tx.organisation.update({ where: { id: row.id }, data: { confirmedAt: now(), remindedAt: null } });
    await remember(tx, viewer, row.id, "confirmed", {});
    await indexOrganisations(tx, [row.id]);
  });
  return row.id;
}
