import type { KnownColumns } from "../../tables/column-mapping";
import { titleKey } from "../../tables/keys";

/** What a column of a file can hold. */
export const importColumns = [
  "text",
  "translation",
  "source",
  "symbol",
  "paragraph",
  "annotationId",
  "body",
  "session",
  "issuedOn",
  "themes",
  "authority",
  "country",
  "position",
  "actions",
  "indicator",
  "due",
  "status",
  "states",
  "groups",
  "goals",
  "kind",
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** Titles of UHRI's export in either spelling, of UPR Info's old export, of French tables, and of our own exports. */
const titlesOf: Record<ImportColumn, string[]> = {
  text: ["Text", "Recommandation", "Recommendation", "Recommandations", "Libellé", "Texte"],
  translation: ["Version française", "French version", "Traduction"],
  source: ["Source / référence", "Source / reference", "Source", "Référence"],
  symbol: ["Document Symbol", "Cote"],
  paragraph: ["Paragraphe", "Paragraph"],
  annotationId: ["OHCHR Annotation Id", "Identifiant UHRI", "Annotation Id"],
  body: ["Reccomending Body", "Recommending Body", "Organe", "Mécanisme"],
  session: ["UPR Session", "Session"],
  issuedOn: ["Document Publication Date", "Date d’émission", "Date of issue"],
  themes: ["Themes", "Thème", "Thématique", "Issue"],
  authority: [
    "Autorité responsable",
    "Responsible authority",
    "Destinataire",
    "Autorité",
    "Structure responsable",
    "À l’endroit de",
  ],
  country: ["Countries Concerned", "To", "State under review"],
  position: ["UPR Position", "Position", "Response", "Réponse de l’État"],
  actions: ["Actions attendues", "Expected actions", "Activités"],
  indicator: ["Indicateurs", "Indicators", "Indicateur"],
  due: ["Échéance", "Deadline", "Délai", "Chronogramme"],
  status: ["État d’avancement", "Status", "Statut", "Niveau de mise en œuvre", "État"],
  states: [
    "UPR Reccomending States",
    "UPR Recommending States",
    "From",
    "États auteurs",
    "Recommending States",
  ],
  groups: ["Affected Persons", "Personnes concernées"],
  goals: ["Sdgs", "ODD"],
  kind: ["Type"],
};

const titles = new Map(
  importColumns.flatMap((column) =>
    titlesOf[column].map((title): [string, ImportColumn] => [titleKey(title), column]),
  ),
);

export const knownTitles = [...titles.keys()];

export const knownColumns: KnownColumns<ImportColumn> = {
  columns: importColumns,
  titles,
  hints: [
    [/relance|observation|suivi|^n$|rgrp|org$|region|date of publication/, null],
    [/recommandation/, "text"],
    [/autorite|destinataire|responsable/, "authority"],
    [/echeance|delai/, "due"],
    [/avancement|statut/, "status"],
    [/action/, "actions"],
    [/indicateur/, "indicator"],
    [/reference|source/, "source"],
  ],
};
