import { titleKey } from "../../tables/keys";
import { type Column, columns } from "../table-columns";

/** Known titles of our columns, normalised by `titleKey`. */
const titles: Record<Column, string[]> = {
  name: ["nom", "name", "organisation", "structure", "denomination", "intitule", "raison sociale"],
  acronym: ["sigle", "acronyme", "acronym", "abreviation"],
  formerNames: ["anciens noms", "former names"],
  type: ["type", "categorie", "nature", "statut juridique"],
  relation: ["relation au réseau", "relation", "relation to the network"],
  parent: ["releve de", "part of", "tutelle"],
  mission: ["presentation", "mission", "about", "description", "objectif"],
  themes: ["themes", "thematiques", "domaines", "domaine d'intervention"],
  groups: ["groupes servis", "groups served", "public accompagne", "cibles", "beneficiaires"],
  languages: ["langues", "languages", "langues de travail"],
  regions: ["regions", "territoire", "zone d'intervention", "couverture"],
  departements: ["departements", "departments"],
  places: ["lieux", "places", "localites", "communes"],
  seat: ["siege", "head office", "adresse", "address"],
  antennes: ["antennes", "branches", "bureaux"],
  founded: ["creation", "founded", "annee de creation", "date de creation", "annee"],
  website: ["site", "website", "site web", "site internet"],
  social: ["reseaux sociaux", "social networks", "facebook"],
  contactEmail: ["courriel", "email", "e-mail", "mail", "courriel general", "general email"],
  contactPhone: ["telephone", "phone", "tel", "contact", "telephone general", "general phone", "whatsapp"],
  projects: ["projets", "projects"],
  donors: ["bailleurs", "donors", "partenaires financiers"],
};

const columnOfTitle = new Map(
  columns.flatMap((column) => titles[column].map((title): [string, Column] => [titleKey(title), column])),
);

/** All known titles, to detect the header and the sheet. */
export const knownTitles: readonly string[] = [...columnOfTitle.keys()];

/** Patterns for longer titles ("N° de téléphone / WhatsApp"); the first match wins. */
const hints: [RegExp, Column | null][] = [
  // Columns about persons, papers or the list itself, which contain no data of the organisation.
  [
    /\b(personne|responsable|president|directeur|directrice|coordonnat|point focal|source|observation|remarque)/,
    null,
  ],
  [/mail|courriel|messagerie|adresse electronique/, "contactEmail"],
  [/\b(tel|telephone|phone|whatsapp|portable|mobile|gsm|contact)\b/, "contactPhone"],
  [/facebook|twitter|reseau(x)? sociau?x|reseaux? sociaux/, "social"],
  [/\b(site|web|url)\b/, "website"],
  [/\b(sigle|acronyme|acronym|abreviation)\b/, "acronym"],
  [/\b(ancien|former)/, "formerNames"],
  [/\b(creation|fondation|founded|annee)\b/, "founded"],
  [/\b(type|categorie|category)\b/, "type"],
  [/\brelation\b/, "relation"],
  [/\b(tutelle|releve|rattachement)\b/, "parent"],
  [/\b(departement|department)\b/, "departements"],
  [/\b(region|territoire|couverture|zone)\b/, "regions"],
  [/\b(theme|thematique|domaine|secteur)\b/, "themes"],
  [/\b(groupe|cible|beneficiaire|public)\b/, "groups"],
  [/\b(langue|language)\b/, "languages"],
  [/\b(siege|adresse|address|quartier)\b/, "seat"],
  [/\b(antenne|bureau|branch)\b/, "antennes"],
  [/\b(lieu|localite|commune|ville)\b/, "places"],
  [/\b(projet|project)\b/, "projects"],
  [/\b(bailleur|donor|financement)\b/, "donors"],
  [/\b(presentation|mission|objectif|description|activite)\b/, "mission"],
  [/\b(nom|name|denomination|organisation|organization|structure|association|ong|osc)\b/, "name"],
];

/** A column of the file, with example values. */
export interface FileColumn {
  /** Index in the file. */
  index: number;
  title: string;
  /** The first values. */
  values: readonly string[];
}

/** Our column for each column index of the file; unmapped columns are left out. */
export type Mapping = Record<string, Column>;

/**
 * Guesses which of our columns each column of the file is, each at most once: by earlier mappings, by title, by patterns
 * in the title, and by values that are email addresses.
 * @param remembered mappings of titles in earlier files; empty for none of our columns.
 */
export function guessMapping(
  fileColumns: readonly FileColumn[],
  remembered: ReadonlyMap<string, string> = new Map(),
): Mapping {
  const mapping: Mapping = {};
  const free = (column: Column) => !Object.values(mapping).includes(column);
  const left = new Set(fileColumns);
  const take = (fileColumn: FileColumn, column: Column | null | undefined) => {
    if (column === undefined) return;
    if (column && free(column)) mapping[String(fileColumn.index)] = column;
    left.delete(fileColumn);
  };
  for (const each of left) take(each, rememberedColumn(remembered.get(titleKey(each.title))));
  for (const each of left) take(each, columnOfTitle.get(titleKey(each.title)));
  for (const each of left) take(each, hints.find(([words]) => words.test(titleKey(each.title)))?.[1]);
  for (const each of left) {
    const addresses = each.values.filter((value) => value.includes("@")).length;
    if (addresses > 0 && addresses * 2 > each.values.filter(Boolean).length) take(each, "contactEmail");
  }
  return mapping;
}

function rememberedColumn(value: string | undefined): Column | null | undefined {
  if (value === undefined) return undefined;
  return columns.find((column) => column === value) ?? null;
}
