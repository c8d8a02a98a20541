import type { OrganisationRole } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";
import { indexOrganisations } from "./index.server";
import { memberClasses, type NewOrganisation, type Relation } from "./organisations";

/**
 * Creates an organisation and indexes it.
 * @returns its id.
 */
export async function createOrganisation(tx: Database, organisation: NewOrganisation): Promise<string> {
  const id = await writeOrganisation(tx, organisation);
  await indexOrganisations(tx, [id]);
  return id;
}

/** The same without indexing, for batches that are indexed together. */
export async function writeOrganisation(tx: Database, organisation: NewOrganisation): Promise<string> {
  const id = newId();
  await tx.organisation.create({ data: { id, ...columnsOf(organisation), ...linksOf(organisation) } });
  return id;
}

/** Adds a person to an organisation. */
export async function addMembership(
  tx: Database,
  membership: { personId: string; organisationId: string; role: OrganisationRole; roleSince?: Date },
): Promise<void> {
  await tx.membership.create({ data: { id: newId(), createdAt: now(), ...membership } });
}

function columnsOf(organisation: NewOrganisation) {
  const { slug, name, acronym, mission, foundedYear, website, places, relation, type } = organisation;
  const { seat, contactEmail, contactPhone, parentId, confirmedAt } = organisation;
  return {
    slug,
    name,
    acronym,
    mission,
    foundedYear,
    website,
    places,
    seat,
    contactEmail,
    contactPhone,
    parentId,
    confirmedAt,
    ...listsOf(organisation),
    typeSlug: type,
    outside: isMemberClass(relation) ? null : relation,
    nationwide: organisation.nationwide ?? false,
    outsideNiger: organisation.outsideNiger ?? false,
    demonstration: organisation.demonstration ?? false,
    openToPublic: organisation.openToPublic ?? false,
    visibility: organisation.visibility ?? {},
    createdAt: now(),
    updatedAt: now(),
  };
}

const listsOf = (organisation: NewOrganisation) => ({
  formerNames: [...(organisation.formerNames ?? [])],
  uncertain: [...(organisation.uncertain ?? [])],
  groups: [...(organisation.groups ?? [])],
  languages: [...(organisation.languages ?? [])],
  antennes: [...(organisation.antennes ?? [])],
  social: [...(organisation.social ?? [])],
  projects: [...(organisation.projects ?? [])],
  donors: [...(organisation.donors ?? [])],
});

function linksOf(organisation: NewOrganisation) {
  const {
    relation,
    regions = [],
    departements = [],
    themes = [],
    sources = [],
    contacts = [],
    fieldValues = [],
  } = organisation;
  return {
    ...(isMemberClass(relation) && { admission: { create: { class: relation, admittedAt: now() } } }),
    regions: { create: regions.map((regionCode) => ({ regionCode })) },
    departements: { create: departements.map((departementId) => ({ departementId })) },
    themes: { create: themes.map((themeId) => ({ themeId })) },
    fieldValues: { create: [...fieldValues] },
    contacts: { create: contacts.map((contact, position) => ({ id: newId(), ...contact, position })) },
    sources: {
      create: sources.map(({ url, note, fields }, position) => ({
        id: newId(),
        url,
        note,
        position,
        fields: [...fields],
      })),
    },
  };
}

const isMemberClass = (relation: Relation): relation is (typeof memberClasses)[number] =>
  memberClasses.some((known) => known === relation);
