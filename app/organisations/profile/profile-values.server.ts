import type { Database } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { isGroup, isLanguage } from "../controlled-vocabulary";
import {
  type CustomField,
  type FieldKey,
  fieldKey,
  isFieldKey,
  readFieldValue,
} from "../custom-fields/custom-fields";
import type { SeenField } from "../field-visibility";
import { readVisibility } from "../field-visibility";
import { departementSlug, type Labels } from "../reference-labels.server";
import type { WholeOrganisation } from "./profile.server";
import { type EditedField, type ProfileValues, pageFieldOf } from "./profile-form";

/** A profile as form and history values. */
export function valuesOf(row: WholeOrganisation): ProfileValues {
  const { name, formerNames, nationwide, outsideNiger, groups, languages } = row;
  const { antennes, social, projects, donors } = row;
  return {
    name,
    formerNames,
    nationwide,
    outsideNiger,
    groups,
    languages,
    antennes,
    social,
    projects,
    donors,
    acronym: row.acronym ?? "",
    type: row.typeSlug,
    parent: row.parent?.name ?? "",
    mission: row.mission ?? "",
    places: row.places ?? "",
    seat: row.seat ?? "",
    founded: row.foundedYear ? String(row.foundedYear) : "",
    website: row.website ?? "",
    contactEmail: row.contactEmail ?? "",
    contactPhone: row.contactPhone ?? "",
    themes: row.themes.map(({ theme }) => theme.slug),
    regions: row.regions.map(({ regionCode }) => regionCode),
    departements: row.departements.map(({ departement }) =>
      departementSlug(departement.regionCode, departement.name),
    ),
    contacts: row.contacts.map(({ name: called, email, phone, ...contact }) => ({
      name: called,
      function: contact.function ?? "",
      email: email ?? "",
      phone: phone ?? "",
    })),
    visibility: readVisibility(row.visibility),
    ...Object.fromEntries(row.fieldValues.map(({ fieldId, value }) => [fieldKey(fieldId), value])),
  };
}

/** A form as sent: values of the secretariat's fields are still as typed, by the id of the field. */
export type WrittenProfile = Omit<ProfileValues, FieldKey> & { custom?: Record<string, string> | undefined };

/**
 * The values of a form, with those of the secretariat's fields read; fields that the form did not have (archived, or added
 * since) keep their value and visibility. @returns also the faults, as message keys by field.
 */
export function readWritten(
  { custom: typed = {}, ...written }: WrittenProfile,
  current: ProfileValues,
  fields: readonly CustomField[],
): { values: ProfileValues; wrong: Record<FieldKey, string> } {
  const values = { ...written } as ProfileValues;
  const wrong: Record<FieldKey, string> = {};
  for (const key of Object.keys(current).filter(isFieldKey)) values[key] = current[key] ?? "";
  for (const field of fields) {
    const key = fieldKey(field.id);
    const said = typed[field.id];
    if (said === undefined || said === (current[key] ?? "")) continue;
    const read = readFieldValue(field, said);
    const retired = "value" in read && field.options.some((one) => one.value === read.value && one.retired);
    if ("fault" in read) wrong[key] = `field.custom.${read.fault}`;
    else if (retired) wrong[key] = "field.custom.choice";
    else values[key] = read.value;
  }
  values.visibility = keptVisibility(written.visibility, current.visibility, fields);
  return { values, wrong };
}

/** The chosen visibility without unknown fields, and that of fields that are not in the form. */
function keptVisibility(
  chosen: ProfileValues["visibility"],
  current: ProfileValues["visibility"],
  fields: readonly CustomField[],
) {
  const offered = new Set<string>(fields.map(({ id }) => fieldKey(id)));
  const kept = Object.entries(current).filter(([field]) => isFieldKey(field) && !offered.has(field));
  const known = Object.entries(chosen).filter(([field]) => !isFieldKey(field) || offered.has(field));
  return Object.fromEntries([...known, ...kept]);
}

/** Form values in storage order, without values missing from the directory's lists. */
export function knownValues(values: ProfileValues, labels: Labels): ProfileValues {
  const inOrder = (known: string[], said: string[]) => known.filter((value) => said.includes(value));
  const departements = [...labels.departements].sort((one, other) =>
    one.name.localeCompare(other.name, "fr"),
  );
  return {
    ...values,
    themes: inOrder(
      labels.themes.map(({ slug }) => slug),
      values.themes,
    ),
    regions: inOrder(
      labels.regions.map(({ code }) => code),
      values.regions,
    ),
    departements: inOrder(
      departements.map(({ slug }) => slug),
      values.departements,
    ),
    groups: values.groups.filter(isGroup),
    languages: values.languages.filter(isLanguage),
  };
}

/** A profile whose hidden fields keep their stored values. */
export function visibleValues(
  current: ProfileValues,
  written: ProfileValues,
  sees: ReadonlySet<SeenField>,
  also: readonly EditedField[] = [],
): ProfileValues {
  const may = (field: EditedField) => {
    const page = pageFieldOf(field);
    return page ? sees.has(page) : also.includes(field) || field === "name" || field === "type";
  };
  const all = [...Object.keys(current), ...Object.keys(written).filter(isFieldKey)] as EditedField[];
  const taken = all.filter(may).map((field) => [field, written[field]]);
  return { ...current, ...Object.fromEntries(taken) };
}

/** The id of the organisation with this name; null when there is none, or several. */
export async function idOfName(tx: Database, name: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "organisationId" AS id FROM "OrganisationIndex" WHERE "exact" @> ARRAY[word_key(${name})] LIMIT 2`;
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/**
 * Writes all values of a profile.
 * @param parentId the id for `values.parent`.
 */
export async function writeValues(
  tx: Database,
  id: string,
  values: ProfileValues,
  { labels, parentId }: { labels: Labels; parentId: string | null },
): Promise<void> {
  const where = { organisationId: id };
  await tx.organisationRegion.deleteMany({ where });
  await tx.organisationDepartement.deleteMany({ where });
  await tx.organisationTheme.deleteMany({ where });
  await tx.organisationContact.deleteMany({ where });
  await tx.organisationFieldValue.deleteMany({ where });
  await tx.organisation.update({
    where: { id },
    data: { ...columnsOf(values), parentId: parentId === id ? null : parentId, ...linksOf(values, labels) },
  });
}

function columnsOf(values: ProfileValues) {
  const { name, formerNames, nationwide, outsideNiger, groups, languages, antennes } = values;
  const { social, projects, donors, visibility } = values;
  return {
    name,
    formerNames,
    nationwide,
    outsideNiger,
    groups,
    languages,
    antennes,
    social,
    projects,
    donors,
    visibility,
    typeSlug: values.type,
    acronym: values.acronym || null,
    mission: values.mission || null,
    places: values.places || null,
    seat: values.seat || null,
    website: values.website || null,
    contactEmail: values.contactEmail || null,
    contactPhone: values.contactPhone || null,
    foundedYear: values.founded ? Number(values.founded) : null,
  };
}

function linksOf(values: ProfileValues, labels: Labels) {
  const { regions, departements, themes, contacts } = values;
  const idsOf = <Item extends { id: string; slug: string }>(items: Item[], slugs: string[]) =>
    items.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => id);
  return {
    regions: { create: regions.map((regionCode) => ({ regionCode })) },
    departements: {
      create: idsOf(labels.departements, departements).map((departementId) => ({ departementId })),
    },
    themes: { create: idsOf(labels.themes, themes).map((themeId) => ({ themeId })) },
    contacts: {
      create: contacts.map(({ name, email, phone, ...contact }, position) => ({
        id: newId(),
        name,
        position,
        email: email || null,
        phone: phone || null,
        function: contact.function || null,
      })),
    },
    fieldValues: { create: fieldRowsOf(values) },
  };
}

/** The filled fields of the secretariat's, as rows. */
export const fieldRowsOf = (values: Partial<ProfileValues>): { fieldId: string; value: string }[] =>
  Object.keys(values).flatMap((key) => {
    const value = isFieldKey(key) ? values[key] : "";
    return value ? [{ fieldId: key.slice("custom:".length), value }] : [];
  });
