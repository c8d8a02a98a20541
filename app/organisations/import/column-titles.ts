import type { ColumnMapping, KnownColumns } from "../../tables/column-mapping";
import { titleKey } from "../../tables/keys";
import { type CustomField, fieldKey } from "../custom-fields/custom-fields";
import { type Column, columns, type OwnColumn } from "../table-columns";

/** Known titles of our columns, normalised by `titleKey`. */
const titles: Record<OwnColumn, string[]> = {
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

/** All known titles of every directory, to detect the header and the sheet. */
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

/** Our column for each column index of the file. */
export type Mapping = ColumnMapping<Column>;

/** What is known about our columns and those of the secretariat's fields, to guess which they are in a file. */
export function columnsWith(fields: readonly Pick<CustomField, "id" | "label">[]): KnownColumns<Column> {
  const custom = fields.map(({ id, label }): [string, Column] => [titleKey(label), fieldKey(id)]);
  return {
    columns: [...columns, ...fields.map(({ id }) => fieldKey(id))],
    titles: new Map([...columnOfTitle, ...custom]),
    hints,
    addresses: "contactEmail",
  };
}
