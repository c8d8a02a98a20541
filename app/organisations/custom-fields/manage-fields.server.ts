import { currentRights } from "../../accounts/current-rights.server";
import { recordEvent } from "../../audit/record-event.server";
import { allows, requireAllowed } from "../../authorization/policy";
import type { Viewer } from "../../authorization/viewer";
import { type Database, db, inTransaction } from "../../db/database.server";
import type { CustomField as Row } from "../../db/generated/client";
import { slugOf } from "../../http/addresses";
import { notFound } from "../../http/errors";
import { readVariants } from "../../i18n/variants-schema.server";
import { now } from "../../services/services.server";
import { indexOrganisations } from "../index.server";
import { organisationsPolicy } from "../policy";
import { type CustomField, type FieldKind, facetKinds, fieldCodes } from "./custom-fields";
import type { FieldChange, FieldMove, NewField } from "./custom-fields-form.server";
import { fieldOf, storedOptions } from "./stored-fields.server";

/** A field as the secretariat manages it: words in both languages, and how often it is filled in. */
export interface ManagedField extends CustomField {
  labelFr: string;
  labelEn: string;
  hintFr: string;
  hintEn: string;
  /** One option a line, as in the form. */
  optionLines: string;
  values: number;
}

/** Why a field is not kept. */
export type FieldRefusal = "bounds" | "noOptions" | "full" | "publicPerson";

/** Every field, archived ones last. @throws 404 for everyone but the secretariat. */
export async function listManagedFields(viewer: Viewer): Promise<ManagedField[]> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  const rows = await db.customField.findMany({
    orderBy: [{ archivedAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { id: "asc" }],
    include: { _count: { select: { organisationValues: true, personValues: true } } },
  });
  return rows.map(({ _count, ...row }) => {
    const [label, hint] = [readVariants(row.label), readVariants(row.hint)];
    const lines = storedOptions
      .parse(row.options)
      .filter(({ retired }) => !retired)
      .map(({ fr, en }) => (en ? `${fr} | ${en}` : fr));
    return {
      ...fieldOf(row, "fr"),
      labelFr: label.fr ?? "",
      labelEn: label.en ?? "",
      hintFr: hint.fr ?? "",
      hintEn: hint.en ?? "",
      optionLines: lines.join("\n"),
      values: _count.organisationValues + _count.personValues,
    };
  });
}

/** Adds a field. Idempotent by its key, which is its id. @throws 404 without the right. */
export async function createField(viewer: Viewer, form: NewField): Promise<FieldRefusal | null> {
  const refusal = refusalOf(form, form.kind, form.owner);
  if (refusal) return refusal;
  return await asManager(viewer, async (tx) => {
    const { key: id, owner, kind } = form;
    const held = await tx.customField.findMany({ where: { owner }, select: { id: true, code: true } });
    if (held.some((row) => row.id === id)) return null;
    const code = fieldCodes.find((each) => !held.some((row) => row.code === each));
    if (!code) return "full";
    const columns = columnsOf(form, kind, []);
    await tx.customField.create({
      data: { id, owner, kind, code, position: held.length, createdAt: now(), ...columns },
    });
    await recordEvent(tx, viewer, "directory.field-created", null, { field: id, kind });
    return null;
  });
}

/** Changes a field; its kind stays, so that its values stay readable. @throws 404 */
export async function changeField(viewer: Viewer, form: FieldChange): Promise<FieldRefusal | null> {
  return await asManager(viewer, async (tx) => {
    const row = await tx.customField.findUnique({ where: { id: form.field } });
    if (!row) notFound();
    const refusal = refusalOf(form, row.kind, row.owner);
    if (refusal) return refusal;
    const columns = columnsOf(form, row.kind, storedOptions.parse(row.options));
    await tx.customField.update({ where: { id: row.id }, data: columns });
    await reindex(tx, row);
    await recordEvent(tx, viewer, "directory.field-changed", null, { field: row.id });
    return null;
  });
}

/** Moves a field among the others, archives it, or restores it with its values. @throws 404 */
export async function moveField(viewer: Viewer, { what, field: id }: FieldMove): Promise<void> {
  await asManager(viewer, async (tx) => {
    const row = await tx.customField.findUnique({ where: { id } });
    if (!row) notFound();
    if (what === "up" || what === "down") return await swap(tx, row, what === "up" ? -1 : 1);
    const archivedAt = what === "archive" ? (row.archivedAt ?? now()) : null;
    await tx.customField.update({ where: { id }, data: { archivedAt } });
    await reindex(tx, row);
    await recordEvent(tx, viewer, `directory.field-${what}d`, null, { field: id });
  });
}

/** Runs work with the right checked before it and in its transaction, which serialises changes of fields. */
async function asManager<Result>(viewer: Viewer, work: (tx: Database) => Promise<Result>): Promise<Result> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  return await inTransaction(
    async (tx) => {
      const rights = await currentRights(tx, viewer.personId);
      requireAllowed(rights, organisationsPolicy["directory.manage"]);
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('directory.fields', 0))::text`;
      return await work(tx);
    },
    { timeoutMs: 120_000 },
  );
}

function refusalOf(
  { min, max, options, level }: Omit<FieldChange, "what" | "field">,
  kind: FieldKind,
  owner: CustomField["owner"],
): FieldRefusal | null {
  if (kind === "number" && min !== null && max !== null && min > max) return "bounds";
  if (kind === "choice" && options.length === 0) return "noOptions";
  return owner === "person" && level === "public" ? "publicPerson" : null;
}

type StoredOption = ReturnType<typeof storedOptions.parse>[number];

function columnsOf(
  form: Omit<FieldChange, "what" | "field">,
  kind: FieldKind,
  before: readonly StoredOption[],
) {
  const { labelFr, labelEn, hintFr, hintEn, level, column, min, max } = form;
  return {
    level,
    column,
    label: { fr: labelFr, en: labelEn || labelFr },
    hint: hintFr ? { fr: hintFr, en: hintEn || hintFr } : {},
    facet: form.facet && facetKinds.includes(kind),
    min: kind === "number" ? min : null,
    max: kind === "number" ? max : null,
    options: kind === "choice" ? optionsAfter(before, form.options) : [],
  };
}

/** An option keeps its value while its French label stays; one that is left out is retired, for the values it has. */
function optionsAfter(
  before: readonly StoredOption[],
  lines: readonly { fr: string; en: string }[],
): StoredOption[] {
  const after: StoredOption[] = [];
  for (const { fr, en } of lines) {
    const slug = slugOf(fr) || "option";
    const known = before.find((option) => option.fr === fr)?.value;
    const taken = new Set([...before, ...after].map(({ value }) => value));
    const value = known ?? (taken.has(slug) ? `${slug.slice(0, 60)}-${taken.size}` : slug.slice(0, 70));
    if (!after.some((option) => option.value === value)) after.push({ value, fr, en, retired: false });
  }
  const left = before.filter(({ value }) => !after.some((option) => option.value === value));
  return [...after, ...left.map((option) => ({ ...option, retired: true }))];
}

async function swap(tx: Database, row: Row, step: -1 | 1): Promise<void> {
  const all = await tx.customField.findMany({
    where: { owner: row.owner, archivedAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const ids = all.map(({ id }) => id);
  const at = ids.indexOf(row.id);
  const other = ids[at + step];
  if (at < 0 || !other) return;
  ids[at + step] = row.id;
  ids[at] = other;
  for (const [position, id] of ids.entries()) {
    await tx.customField.update({ where: { id }, data: { position } });
  }
}

/** The index has the field's values for the viewers who see them: every change of who that is writes it again. */
async function reindex(tx: Database, { id, owner }: Row): Promise<void> {
  if (owner !== "organisation") return;
  const rows = await tx.organisationFieldValue.findMany({
    where: { fieldId: id },
    select: { organisationId: true },
  });
  await indexOrganisations(
    tx,
    rows.map(({ organisationId }) => organisationId),
  );
}
