import { type Database, db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readVariants } from "../i18n/variants";
import { now } from "../ports/ports.server";
import { indexOrganisations } from "./index.server";
import {
  memberClasses,
  type NewOrganisation,
  type OrganisationCard,
  type OrganisationPage,
  type Relation,
  type SourcedField,
} from "./organisations";

const cardInclude = {
  type: true,
  admission: true,
  regions: { include: { region: true }, orderBy: { region: { position: "asc" } } },
  themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } },
} satisfies Prisma.OrganisationInclude;

type CardRow = Prisma.OrganisationGetPayload<{ include: typeof cardInclude }>;

/** Cards in the order of the ids. Everyone who is signed in may see an organisation of the directory. */
export async function listCards(
  _viewer: Viewer,
  ids: readonly string[],
  locale: Locale,
): Promise<OrganisationCard[]> {
  const rows = await db.organisation.findMany({ where: { id: { in: [...ids] } }, include: cardInclude });
  const byId = new Map(rows.map((row) => [row.id, cardOf(row, locale)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One organisation with its facts and where they were read. @throws 404 when there is none with this id. */
export async function findOrganisation(
  _viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<OrganisationPage> {
  const row = id
    ? await db.organisation.findUnique({
        where: { id },
        include: { ...cardInclude, sources: { orderBy: { position: "asc" } } },
      })
    : null;
  if (!row) notFound();
  const { formerNames, website, foundedYear, nationwide, outsideNiger } = row;
  return {
    ...cardOf(row, locale),
    ...{ formerNames, website, foundedYear, nationwide, outsideNiger },
    uncertain: row.uncertain as SourcedField[],
    sources: row.sources.map(({ url, note, fields }) => ({ url, note, fields: fields as SourcedField[] })),
    themeLinks: row.themes.map(({ theme }) => ({
      id: theme.id,
      slug: theme.slug,
      name: inLocale(readVariants(theme.name), locale),
    })),
  };
}

/** The organisations this viewer belongs to. */
export async function listOwnOrganisations(viewer: Viewer, locale: Locale): Promise<OrganisationCard[]> {
  return await listCards(
    viewer,
    viewer.memberships.map(({ organisationId }) => organisationId),
    locale,
  );
}

/** The organisations that work on a theme, by name. */
export async function listOrganisationsOfTheme(
  viewer: Viewer,
  themeId: string,
  locale: Locale,
): Promise<OrganisationCard[]> {
  const links = await db.organisationTheme.findMany({
    where: { themeId },
    orderBy: { organisation: { name: "asc" } },
    select: { organisationId: true },
  });
  return await listCards(
    viewer,
    links.map(({ organisationId }) => organisationId),
    locale,
  );
}

/** Adds an organisation to the directory, searchable at once. @returns its id. */
export async function createOrganisation(tx: Database, organisation: NewOrganisation): Promise<string> {
  const id = newId();
  await tx.organisation.create({ data: { id, ...columnsOf(organisation), ...linksOf(organisation) } });
  await indexOrganisations(tx, [id]);
  return id;
}

/** Makes a person belong to an organisation. */
export async function addMembership(
  tx: Database,
  membership: { personId: string; organisationId: string; role: "focal_point" | "member" },
): Promise<void> {
  await tx.membership.create({ data: { id: newId(), createdAt: now(), ...membership } });
}

function columnsOf(organisation: NewOrganisation) {
  const { slug, name, acronym, mission, foundedYear, website, places, relation, type } = organisation;
  return {
    ...{ slug, name, acronym, mission, foundedYear, website, places },
    typeSlug: type,
    outside: isMemberClass(relation) ? null : relation,
    formerNames: [...(organisation.formerNames ?? [])],
    uncertain: [...(organisation.uncertain ?? [])],
    nationwide: organisation.nationwide ?? false,
    outsideNiger: organisation.outsideNiger ?? false,
    demonstration: organisation.demonstration ?? false,
    createdAt: now(),
    updatedAt: now(),
  };
}

function linksOf({ relation, regions = [], themes = [], sources = [] }: NewOrganisation) {
  return {
    ...(isMemberClass(relation) && { admission: { create: { class: relation, admittedAt: now() } } }),
    regions: { create: regions.map((regionCode) => ({ regionCode })) },
    themes: { create: themes.map((themeId) => ({ themeId })) },
    sources: {
      create: sources.map(({ url, note, fields }, position) => ({
        ...{ id: newId(), url, note, position },
        fields: [...fields],
      })),
    },
  };
}

const isMemberClass = (relation: Relation): relation is (typeof memberClasses)[number] =>
  memberClasses.some((known) => known === relation);

function cardOf(row: CardRow, locale: Locale): OrganisationCard {
  const { id, slug, name, acronym, mission, places, demonstration } = row;
  return {
    ...{ id, slug, name, acronym, mission, places, demonstration },
    relation: row.admission?.class ?? row.outside ?? "contact",
    type: inLocale(readVariants(row.type.label), locale),
    regions: row.regions.map(({ region }) => region.name),
    themes: row.themes.map(({ theme }) => inLocale(readVariants(theme.name), locale)),
    toCheck: row.uncertain.length > 0,
  };
}
