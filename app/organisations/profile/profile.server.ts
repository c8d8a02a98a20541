import { redirect } from "@remix-run/node";
import { allows } from "../../authorization/policy";
import { mayWrite, type Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import type { Prisma } from "../../db/generated/client";
import { addressOf } from "../../http/addresses";
import { notFound } from "../../http/errors";
import type { Locale } from "../../i18n/locales";
import { inLocale } from "../../i18n/variants";
import { readVariants } from "../../i18n/variants-schema.server";
import { fieldKey, type ShownField, valueLabel } from "../custom-fields/custom-fields";
import { fieldOf } from "../custom-fields/stored-fields.server";
import {
  generalRank,
  type ProfileField,
  rankFor,
  readVisibility,
  type SeenField,
  seesOrganisation,
  visibleFields,
} from "../field-visibility";
import { seesSourced, uncertainOf } from "../index-rows.server";
import { isDirectoryPublic } from "../index-visibility.server";
import type { Relation, SourcedField } from "../organisations";
import { organisationsPolicy } from "../policy";
import { completenessOf, type OrganisationLink, type ProfilePage } from "./profile";

export const whole = {
  type: true,
  admission: true,
  parent: true,
  children: { orderBy: { name: "asc" } },
  regions: { include: { region: true }, orderBy: { region: { position: "asc" } } },
  departements: { include: { departement: true }, orderBy: { departement: { name: "asc" } } },
  themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } },
  contacts: { orderBy: { position: "asc" } },
  sources: { orderBy: { position: "asc" } },
  fieldValues: { include: { field: true }, orderBy: { field: { position: "asc" } } },
} satisfies Prisma.OrganisationInclude;

export type WholeOrganisation = Prisma.OrganisationGetPayload<{ include: typeof whole }>;

/**
 * A profile with the fields visible to this viewer.
 * @throws 404 when it does not exist or is hidden from them; a redirect when it was merged into another one.
 */
export async function findProfile(
  viewer: Viewer | null,
  id: string | undefined,
  locale: Locale,
): Promise<ProfilePage> {
  const { row, isPublic } = await findVisibleOrganisation(viewer, id);
  return readProfile(viewer, row, isPublic, locale);
}

/** The same for a row already read, of an organisation visible to the viewer. */
export function readProfile(
  viewer: Viewer | null,
  row: WholeOrganisation,
  isPublic: boolean,
  locale: Locale,
): ProfilePage {
  const sees = visibleFields(
    viewer,
    row,
    row.fieldValues.map(({ field }) => field),
  );
  const link = (other: WholeOrganisation["children"][number]): OrganisationLink[] =>
    seesOrganisation(viewer, other, isPublic) ? [linkOf(viewer, other)] : [];
  return {
    ...headOf(viewer, row, sees, locale),
    ...textsOf(row, sees),
    ...listsOf(row, sees, locale),
    customFields: customOf(row, sees, locale),
    parentLink: (sees.has("parent") && row.parent && link(row.parent)[0]) || null,
    children: row.children.flatMap((child) =>
      visibleFields(viewer, child).has("parent") ? link(child) : [],
    ),
    ...standingTo(viewer, row),
  };
}

/**
 * The row of an organisation visible to the viewer.
 * @throws 404, or a redirect to the record it was merged into.
 */
export async function findVisibleOrganisation(viewer: Viewer | null, id: string | undefined) {
  const [row, isPublic] = await Promise.all([
    id ? db.organisation.findUnique({ where: { id }, include: whole }) : null,
    generalRank(viewer) > 0 ? false : isDirectoryPublic(),
  ]);
  if (row && seesOrganisation(viewer, row, isPublic)) return { row, isPublic };
  if (!row && id) await leadToMerged(viewer, id, isPublic);
  return notFound();
}

/** Redirects the URL of a merged record to the kept one. */
async function leadToMerged(viewer: Viewer | null, id: string, isPublic: boolean): Promise<void> {
  const merged = await db.mergedOrganisation.findUnique({ where: { id }, include: { into: true } });
  if (merged && seesOrganisation(viewer, merged.into, isPublic)) {
    throw redirect(`/annuaire/${addressOf(merged.into)}`, 301);
  }
}

type Sees = ReadonlySet<SeenField>;

const linkOf = (viewer: Viewer | null, other: WholeOrganisation["children"][number]): OrganisationLink => ({
  id: other.id,
  slug: other.slug,
  name: other.name,
  acronym: visibleFields(viewer, other).has("acronym") ? other.acronym : null,
  picture: other.picture,
});

function headOf(viewer: Viewer | null, row: WholeOrganisation, sees: Sees, locale: Locale) {
  const { id, slug, name, demonstration, openToPublic, confirmedAt } = row;
  const uncertain = uncertainOf(row, sees);
  return {
    id,
    slug,
    name,
    demonstration,
    openToPublic,
    uncertain,
    acronym: sees.has("acronym") ? row.acronym : null,
    picture: row.picture,
    relation: (row.admission?.class ?? row.outside ?? "contact") as Relation,
    type: inLocale(readVariants(row.type.label), locale),
    toCheck: uncertain.length > 0,
    confirmedAt: rankFor(viewer, id) > 0 ? (confirmedAt?.toISOString() ?? null) : null,
  };
}

function textsOf(row: WholeOrganisation, sees: Sees) {
  const shown = <Value>(field: ProfileField, value: Value): Value | null => (sees.has(field) ? value : null);
  return {
    mission: shown("mission", row.mission),
    website: shown("website", row.website),
    foundedYear: shown("founded", row.foundedYear),
    places: shown("region", row.places),
    nationwide: sees.has("region") && row.nationwide,
    outsideNiger: sees.has("region") && row.outsideNiger,
    seat: shown("seat", row.seat),
    contactEmail: shown("contactEmail", row.contactEmail),
    contactPhone: shown("contactPhone", row.contactPhone),
    parent: shown("parent", row.parent?.name ?? null),
  };
}

function listsOf(row: WholeOrganisation, sees: Sees, locale: Locale) {
  const shown = <Value>(field: ProfileField, values: Value[]): Value[] => (sees.has(field) ? values : []);
  const themes = shown("themes", row.themes).map(({ theme }) => ({
    id: theme.id,
    slug: theme.slug,
    name: inLocale(readVariants(theme.name), locale),
  }));
  return {
    themeLinks: themes,
    themes: themes.map(({ name }) => name),
    regions: shown("region", row.regions).map(({ region }) => region.name),
    departements: shown("departements", row.departements).map(({ departement }) => departement.name),
    formerNames: shown("formerNames", row.formerNames),
    groups: shown("groups", row.groups),
    languages: shown("languages", row.languages),
    antennes: shown("antennes", row.antennes),
    social: shown("social", row.social),
    projects: shown("projects", row.projects),
    donors: shown("donors", row.donors),
    contacts: shown("contacts", row.contacts).map(({ name, email, phone, ...contact }) => ({
      name,
      function: contact.function ?? "",
      email: email ?? "",
      phone: phone ?? "",
    })),
    sources: row.sources.flatMap(({ url, note, fields }) => {
      const seen = (fields as SourcedField[]).filter((field) => seesSourced(field, sees));
      return seen.length > 0 ? [{ url, note, fields: seen }] : [];
    }),
  };
}

/** The filled fields of the secretariat's, without archived ones, in their order. */
function customOf(row: WholeOrganisation, sees: Sees, locale: Locale): ShownField[] {
  return row.fieldValues.flatMap(({ field: stored, value }) => {
    const field = fieldOf(stored, locale);
    const key = fieldKey(field.id);
    if (field.archived || !sees.has(key)) return [];
    return [{ key, kind: field.kind, label: field.label, value: valueLabel(field, value) }];
  });
}

function standingTo(viewer: Viewer | null, row: WholeOrganisation) {
  const edits = viewer !== null && allows(viewer, organisationsPolicy["profile.edit"], row.id);
  return {
    editing: edits
      ? { visibility: readVisibility(row.visibility), completeness: completenessOf(filledIn(row)) }
      : null,
    mayPropose: viewer !== null && !edits && mayWrite(viewer),
    opens: viewer !== null && allows(viewer, organisationsPolicy["directory.open"]),
    seesHistory: viewer !== null && allows(viewer, organisationsPolicy["profile.history"], row.id),
  };
}

/** The non-empty fields of a profile. */
export function filledIn(row: WholeOrganisation): ReadonlySet<ProfileField> {
  const { mission, seat, website, contactEmail, contactPhone, themes, groups, languages, contacts } = row;
  const said: Partial<Record<ProfileField, unknown>> = {
    mission,
    seat,
    website,
    contactEmail,
    contactPhone,
    founded: row.foundedYear,
    themes: themes.length,
    groups: groups.length,
    languages: languages.length,
    contacts: contacts.length,
    region: row.regions.length || row.nationwide || row.outsideNiger,
  };
  return new Set(Object.entries(said).flatMap(([field, value]) => (value ? [field as ProfileField] : [])));
}
