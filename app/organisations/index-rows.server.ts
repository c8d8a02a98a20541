import type { Prisma } from "../db/generated/client";
import { readVariants } from "../i18n/variants-schema.server";
import { joinedWords } from "../search-language/joined-words";
import { groupNames, languageNames } from "./controlled-vocabulary.server";
import { fieldKey } from "./custom-fields/custom-fields";
import type { ProfileField, SeenField } from "./field-visibility";
import type { IndexCard, SourcedField } from "./organisations";
import { abroad, wholeCountry } from "./organisations";
import { departementSlug } from "./reference-labels.server";

export const indexedInclude = {
  type: true,
  parent: true,
  regions: { include: { region: true }, orderBy: { region: { position: "asc" } } },
  departements: { include: { departement: true } },
  themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } },
  fieldValues: { include: { field: true }, where: { field: { archivedAt: null } } },
} satisfies Prisma.OrganisationInclude;

export type IndexedOrganisation = Prisma.OrganisationGetPayload<{ include: typeof indexedInclude }>;

/** An index row before its words are counted. */
export interface Reading {
  organisationId: string;
  fromRank: number;
  toRank: number;
  /** Acronym, name, former names. */
  names: string[];
  sortName: string;
  facets: string[];
  confirmedAt: Date | null;
  founded: number | null;
  card: IndexCard;
  places: string;
  /** Words of names and places written as one, as people also type them. */
  joined: string;
  topics: string;
  texts: string;
}

type Sees = ReadonlySet<SeenField>;

/** Search words and list fields for viewers who see these fields. */
export function readingAt(organisation: IndexedOrganisation, sees: Sees, rank: number): Reading {
  const { id, name, acronym, formerNames, foundedYear } = organisation;
  const shownAcronym = sees.has("acronym") ? acronym : null;
  const names = [shownAcronym ?? "", name, ...(sees.has("formerNames") ? formerNames : [])].filter(Boolean);
  const places = placesOf(organisation, sees);
  return {
    organisationId: id,
    fromRank: rank,
    toRank: rank,
    sortName: name,
    names,
    facets: facetsOf(organisation, sees),
    confirmedAt: rank > 0 ? organisation.confirmedAt : null,
    founded: sees.has("founded") ? foundedYear : null,
    card: cardOf(organisation, sees, rank),
    places: places.join(" "),
    joined: [...names, ...places].flatMap(joinedWords).join(" "),
    topics: topicsOf(organisation, sees).join(" "),
    texts: textsOf(organisation, sees).join(" "),
  };
}

/** Facet values of an organisation, each with its facet letter. */
function facetsOf(organisation: IndexedOrganisation, sees: Sees): string[] {
  const { typeSlug, regions, departements, themes, languages, groups } = organisation;
  const of = (field: ProfileField, values: string[]) => (sees.has(field) ? values : []);
  return [
    `k:${typeSlug}`,
    ...of("region", [
      ...regions.map(({ regionCode }) => `r:${regionCode}`),
      ...(organisation.nationwide ? [`r:${wholeCountry}`] : []),
      ...(organisation.outsideNiger ? [`r:${abroad}`] : []),
    ]),
    ...of(
      "departements",
      departements.map(({ departement }) => `d:${departementSlug(departement.regionCode, departement.name)}`),
    ),
    ...of(
      "themes",
      themes.map(({ theme }) => `t:${theme.slug}`),
    ),
    ...of(
      "languages",
      languages.map((language) => `l:${language}`),
    ),
    ...of(
      "groups",
      groups.map((group) => `g:${group}`),
    ),
    ...customOf(organisation, sees).flatMap(({ field, value }) =>
      field.facet ? [`${field.code}:${value}`] : [],
    ),
  ];
}

/** The visible values of the secretariat's fields. */
const customOf = ({ fieldValues }: IndexedOrganisation, sees: Sees) =>
  fieldValues.filter(({ fieldId }) => sees.has(fieldKey(fieldId)));

function cardOf(organisation: IndexedOrganisation, sees: Sees, rank: number): IndexCard {
  const { slug, name, demonstration, typeSlug, confirmedAt, parent } = organisation;
  const shown = <Value>(field: ProfileField, value: Value) => (sees.has(field) ? value : null);
  return {
    slug,
    name,
    demonstration,
    type: typeSlug,
    acronym: shown("acronym", organisation.acronym),
    ...(organisation.picture && { picture: organisation.picture }),
    mission: shown("mission", organisation.mission),
    places: shown("region", organisation.places),
    regions:
      shown(
        "region",
        organisation.regions.map(({ regionCode }) => regionCode),
      ) ?? [],
    themes:
      shown(
        "themes",
        organisation.themes.map(({ theme }) => theme.slug),
      ) ?? [],
    parent: shown("parent", parent && (parent.acronym ?? parent.name)),
    toCheck: uncertainOf(organisation, sees).length > 0,
    confirmedAt: rank > 0 ? (confirmedAt?.toISOString() ?? null) : null,
    ...customCells(organisation, sees),
  };
}

/** Values for the columns of the directory's table, by the code of their field; absent without any. */
function customCells(organisation: IndexedOrganisation, sees: Sees): Pick<IndexCard, "custom"> {
  const cells = customOf(organisation, sees).filter(({ field }) => field.column);
  return cells.length > 0
    ? { custom: Object.fromEntries(cells.map(({ field, value }) => [field.code, value])) }
    : {};
}

/** The unverified facts among the visible fields. */
export function uncertainOf({ uncertain }: { uncertain: string[] }, sees: Sees): SourcedField[] {
  return (uncertain as SourcedField[]).filter((field) => seesSourced(field, sees));
}

/** Name and type are visible to all; other sourced fields have a visibility. */
export const seesSourced = (field: SourcedField, sees: Sees): boolean =>
  field === "name" || field === "type" || sees.has(field);

const bothLanguages = (value: unknown): string[] => Object.values(readVariants(value));

function placesOf(organisation: IndexedOrganisation, sees: Sees): string[] {
  const { places, seat, antennes, regions, departements, type } = organisation;
  return [
    ...bothLanguages(type.label),
    ...(sees.has("region")
      ? [places ?? "", ...regions.flatMap(({ region }) => [region.name, ...region.variants])]
      : []),
    ...(sees.has("departements")
      ? departements.flatMap(({ departement }) => [departement.name, ...departement.variants])
      : []),
    ...(sees.has("seat") ? [seat ?? ""] : []),
    ...(sees.has("antennes") ? antennes : []),
  ];
}

function topicsOf({ themes, groups, languages }: IndexedOrganisation, sees: Sees): string[] {
  return [
    ...(sees.has("themes") ? themes.flatMap(({ theme }) => bothLanguages(theme.name)) : []),
    ...(sees.has("groups") ? groups.flatMap(groupNames) : []),
    ...(sees.has("languages") ? languages.flatMap(languageNames) : []),
  ];
}

function textsOf({ mission, projects, donors, parent }: IndexedOrganisation, sees: Sees): string[] {
  return [
    ...(sees.has("mission") ? [mission ?? ""] : []),
    ...(sees.has("projects") ? projects : []),
    ...(sees.has("donors") ? donors : []),
    ...(sees.has("parent") && parent ? [parent.name, parent.acronym ?? ""] : []),
  ];
}
