import { normalise } from "../french/words";
import type { Labels } from "../organisations/labels.server";
import { regions } from "../organisations/regions";
import { groups, languages } from "../organisations/vocabulary";
import { groupNames, languageNames } from "../organisations/vocabulary.server";
import { type Column, columns } from "./columns";
import { type ProfileValues, profileSchema } from "./profile-form";

/** Which column of the file fills which of ours; a column that fills none is left out. */
export type Mapping = Record<string, Column>;

/** One line of a file, read: what it says of an organisation, and what is wrong with it. */
export interface ReadLine {
  /** From 1, the header not counted. */
  number: number;
  name: string;
  acronym: string;
  /** Only what the line says; an empty cell says nothing. */
  values: Partial<ProfileValues>;
  relation: "partner" | "institution" | "contact";
  /** A message of `import.wrong.*`, and the cell. */
  wrong: { why: string; what: string } | null;
}

/** Words to compare by: no case, no accents, no signs. */
export const bare = normalise;

const headerWords: Record<Column, string[]> = {
  name: ["nom", "name", "organisation", "structure", "nom de la structure"],
  acronym: ["sigle", "acronyme", "acronym"],
  formerNames: ["anciens noms", "former names"],
  type: ["type", "categorie"],
  relation: ["relation au reseau", "relation", "relation to the network"],
  parent: ["releve de", "part of", "tutelle"],
  mission: ["presentation", "mission", "about", "description", "objectif"],
  themes: ["themes", "thematiques", "theme", "domaines"],
  groups: ["groupes servis", "groups served", "cibles", "beneficiaires"],
  languages: ["langues", "languages", "langues de travail"],
  regions: ["regions", "region", "territoire", "zone d intervention"],
  departements: ["departements", "departments", "departement"],
  places: ["lieux", "places", "localites"],
  seat: ["siege", "head office", "adresse", "address"],
  antennes: ["antennes", "branches", "bureaux"],
  founded: ["creation", "founded", "annee de creation", "date de creation", "annee"],
  website: ["site", "website", "site web", "site internet"],
  social: ["reseaux sociaux", "social networks", "facebook"],
  contactEmail: ["courriel", "email", "e mail", "mail", "courriel general", "general email"],
  contactPhone: ["telephone", "phone", "tel", "contact", "contacts", "telephone general", "general phone"],
  projects: ["projets", "projects"],
  donors: ["bailleurs", "donors", "partenaires financiers"],
};

/** Which of our columns each column of the file is likely to be; each at most once. */
export function guessMapping(header: readonly string[]): Mapping {
  const mapping: Mapping = {};
  for (const [index, title] of header.entries()) {
    const column = columns.find((each) => headerWords[each].includes(bare(title)));
    if (column && !Object.values(mapping).includes(column)) mapping[String(index)] = column;
  }
  return mapping;
}

interface Dictionary {
  regions: Map<string, string>;
  departements: Map<string, string>;
  themes: Map<string, string>;
  types: Map<string, string>;
  groups: Map<string, string>;
  languages: Map<string, string>;
}

/** The words of every list, in the forms that people write. */
export function dictionaryOf(french: Labels, english: Labels): Dictionary {
  const map = (entries: [string, string][]) => new Map(entries.map(([word, value]) => [bare(word), value]));
  const both = <Item>(of: (labels: Labels) => Item[]) => [...of(french), ...of(english)];
  return {
    regions: map(
      regions.flatMap(({ code, name, variants }) =>
        [name, ...variants, code].map((word): [string, string] => [word, code]),
      ),
    ),
    departements: map(
      french.departements.flatMap(({ slug, name }): [string, string][] => [
        [name, slug],
        [slug, slug],
      ]),
    ),
    themes: map(
      both(({ themes }) => themes).flatMap(({ slug, name }): [string, string][] => [
        [name, slug],
        [slug, slug],
      ]),
    ),
    types: map(
      both(({ types }) => types).flatMap(({ slug, label }): [string, string][] => [
        [label, slug],
        [slug, slug],
      ]),
    ),
    groups: map(groups.flatMap((group) => groupNames(group).map((word): [string, string] => [word, group]))),
    languages: map(
      languages.flatMap((each) =>
        [each, ...languageNames(each)].map((word): [string, string] => [word, each]),
      ),
    ),
  };
}

const lists = ["formerNames", "antennes", "social", "projects", "donors"] as const;
const listed = (cell: string) => cell.split(/\s*[;|\n]\s*/).filter(Boolean);
const nationwide = ["tout le pays", "national", "nationwide", "whole country", "niger"];
const abroad = ["hors du niger", "outside niger", "international"];

/** Reads one line. What it says is checked as the form of a profile is. */
export function readLine(
  cells: readonly string[],
  number: number,
  mapping: Mapping,
  words: Dictionary,
): ReadLine {
  const said: Partial<Record<Column, string>> = {};
  for (const [index, column] of Object.entries(mapping)) {
    const cell = cells[Number(index)]?.trim();
    if (cell) said[column] = cell;
  }
  const line: ReadLine = {
    ...{ number, name: said.name ?? "", acronym: said.acronym ?? "", values: {}, wrong: null },
    relation: relationOf(said.relation ?? ""),
  };
  if (!line.name) return { ...line, wrong: { why: "noName", what: "" } };
  const { values, unknown } = valuesFrom(said, words);
  if (unknown) return { ...line, wrong: { why: "unknown", what: unknown } };
  const checked = profileSchema.safeParse({ name: line.name, type: "osc-ong", ...asForm(values) });
  const [issue] = checked.error?.issues ?? [];
  if (issue) {
    const [field] = issue.path;
    return { ...line, values, wrong: { why: "field", what: said[field as Column] ?? String(field) } };
  }
  const kept = checked.data as ProfileValues;
  const fields = Object.keys(values) as (keyof ProfileValues)[];
  return { ...line, values: Object.fromEntries(fields.map((field) => [field, kept[field]])) };
}

/** A form has lines where a profile has lists. */
const asForm = (values: Partial<ProfileValues>) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      (lists as readonly string[]).includes(field) ? (value as string[]).join("\n") : value,
    ]),
  );

function relationOf(cell: string): ReadLine["relation"] {
  const word = bare(cell);
  if (word.startsWith("parten") || word === "partner") return "partner";
  return word.startsWith("institution") ? "institution" : "contact";
}

function valuesFrom(said: Partial<Record<Column, string>>, words: Dictionary) {
  const values: Partial<ProfileValues> = {};
  let unknown = "";
  const known = (cell: string | undefined, map: Map<string, string>) =>
    listed(cell ?? "").flatMap((word) => {
      const value = map.get(bare(word));
      if (!value) unknown ||= word;
      return value ?? [];
    });
  for (const field of [
    "name",
    "acronym",
    "parent",
    "mission",
    "places",
    "seat",
    "founded",
    "website",
  ] as const) {
    if (said[field]) values[field] = said[field];
  }
  if (said.contactEmail) values.contactEmail = said.contactEmail;
  if (said.contactPhone) values.contactPhone = said.contactPhone;
  for (const field of lists) if (said[field]) values[field] = listed(said[field]);
  for (const field of ["themes", "groups", "languages", "departements"] as const) {
    if (said[field]) values[field] = known(said[field], words[field]);
  }
  if (said.type) [values.type] = known(said.type, words.types);
  if (said.regions) {
    const places = listed(said.regions.replace(/,/g, ";"));
    values.nationwide = places.some((place) => nationwide.includes(bare(place)));
    values.outsideNiger = places.some((place) => abroad.includes(bare(place)));
    const rest = places.filter((place) => ![...nationwide, ...abroad].includes(bare(place)));
    values.regions = known(rest.join(";"), words.regions);
  }
  return { values, unknown };
}
