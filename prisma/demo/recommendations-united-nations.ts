/** The Special Rapporteur, the treaty bodies and the Universal Periodic Review. */
import { recommendation } from "./recommendation";
import type { Recommendation, ThemeSlug } from "./types";

const RAPPORTEUR_PDF =
  "https://adattar.minorityforum.info/entity/ofrby0btir8?file=15744115203544k13s48nrb9.pdf";

/** Report A/HRC/41/38/Add.1: a subparagraph of paragraphs 72 to 74, on page 17 or 18 of the copy we read. */
function rapporteur(
  slug: string,
  paragraph: string,
  addressee: string,
  themes: readonly ThemeSlug[],
  text: string,
): Recommendation {
  return recommendation({
    slug: `rapporteur-2019-${slug}`,
    text,
    addressee,
    body: "rapporteur-special",
    citation: `A/HRC/41/38/Add.1, par. ${paragraph})`,
    sourceUrl: `${RAPPORTEUR_PDF}&page=${paragraph.startsWith("72") ? 17 : 18}`,
    date: "2019-05-16",
    themes,
  });
}

/** First cycle of the review, session 10, February 2011: accepted by Niger. */
function upr2011(
  slug: string,
  recommendingState: string,
  themes: readonly ThemeSlug[],
  text: string,
): Recommendation {
  return recommendation({
    slug: `epu-2011-${slug}`,
    text,
    addressee: "État du Niger",
    body: "epu",
    citation: "EPU, 1er cycle, 10e session ; export UPR Info, v.2/Data/CSVs/10-13.csv",
    sourceUrl: "https://github.com/rochelleterman/uprs",
    date: "2011-02",
    themes,
    recommendingState,
    response: "accepted",
  });
}

const NIGER = "Gouvernement du Niger";
const ECOWAS = "CEDEAO et ses États membres";
const EUROPE = "Union européenne et ses États membres";

export const unitedNationsRecommendations: readonly Recommendation[] = [
  rapporteur(
    "cloisonnements",
    "72 f",
    NIGER,
    ["acces-justice"],
    "Mettre en place des cloisonnements entre le contrôle migratoire et les services publics, l’inspection du travail et la justice, afin que les migrants en situation irrégulière y accèdent sans crainte.",
  ),
  rapporteur(
    "readmission",
    "72 g",
    NIGER,
    ["expulsions-algerie", "monitoring-violations"],
    "Assurer la transparence et le contrôle des accords de réadmission, y compris avec l’Algérie, et permettre un suivi indépendant par la CNDH, les OSC et le HCDH aux frontières.",
  ),
  rapporteur(
    "evaluation-individuelle",
    "72 h",
    NIGER,
    ["expulsions-algerie"],
    "Évaluer individuellement, dès l’arrivée, les risques pour les droits humains des personnes renvoyées de force vers le Niger et déterminer leurs besoins de protection.",
  ),
  rapporteur(
    "detention-enfants",
    "72 k",
    NIGER,
    ["enfants-groupes-vulnerables"],
    "Ne jamais détenir un enfant en raison de son statut migratoire ; privilégier la prise en charge non privative de liberté et communautaire.",
  ),
  rapporteur(
    "documents-cedeao",
    "73 b",
    ECOWAS,
    ["libre-circulation"],
    "Faciliter la délivrance de documents à tous les ressortissants de la CEDEAO pour rendre effective la libre circulation.",
  ),
  rapporteur(
    "strategies-regionales",
    "73 c",
    ECOWAS,
    ["libre-circulation"],
    "Aligner toute stratégie migratoire régionale sur les normes internationales et placer les droits des migrants en son centre.",
  ),
  rapporteur(
    "accords-exterieurs",
    "74 a",
    EUROPE,
    ["politique-nationale-migration", "monitoring-violations"],
    "Intégrer des mécanismes stricts de diligence, de suivi et de contrôle des droits humains dans tous les accords extérieurs relatifs au Niger.",
  ),
  rapporteur(
    "part-europe",
    "74 b",
    EUROPE,
    ["politique-nationale-migration"],
    "Reconnaître les facteurs de la migration irrégulière et la part de responsabilité de l’Union européenne dans leur gestion.",
  ),
  rapporteur(
    "reinstallation",
    "74 c",
    EUROPE,
    ["politique-nationale-migration"],
    "Augmenter les possibilités de réinstallation afin de réduire le marché des passeurs.",
  ),
  rapporteur(
    "voies-regulieres",
    "74 e",
    EUROPE,
    ["politique-nationale-migration"],
    "Élargir les voies d’entrée sûres et régulières vers l’Europe pour les migrants et les réfugiés.",
  ),
  recommendation({
    slug: "rapporteur-2018-politique-globale",
    text: "Adopter une politique nationale globale de migration qui tienne compte des droits des migrants.",
    addressee: NIGER,
    body: "rapporteur-special",
    citation: "Rapporteur spécial sur les droits humains des migrants, octobre 2018",
    sourceUrl: "https://fr.allafrica.com/stories/201810110629.html",
    date: "2018-10",
    themes: ["politique-nationale-migration"],
  }),
  recommendation({
    slug: "cmw-2016-donnees-detention",
    text: "Fournir dans le deuxième rapport périodique des données ventilées sur les travailleurs migrants détenus pour des infractions à l’immigration.",
    addressee: "État du Niger (État partie)",
    body: "cmw",
    citation: "CMW/C/NER/CO/1, par. 33 a)",
    sourceUrl:
      "https://africagainsttorture.org/concluding-observations-on-the-initial-report-of-the-niger-committee-on-migrant-workers/",
    date: "2016-10-11",
    themes: ["acces-justice", "suivi-recommandations"],
  }),
  recommendation({
    slug: "cat-2019-torture",
    text: "Accélérer l’amendement du Code pénal pour ériger la torture en infraction.",
    addressee: "État du Niger (État partie)",
    body: "cat",
    citation: "CAT/C/NER/CO/1 (résumé)",
    sourceUrl: "https://news.un.org/fr/story/2019/12/1057661",
    date: "2019-12",
    themes: ["acces-justice"],
  }),
  recommendation({
    slug: "cat-2019-prevention",
    text: "Créer un mécanisme national de prévention de la torture doté des ressources nécessaires.",
    addressee: "État du Niger (État partie)",
    body: "cat",
    citation: "CAT/C/NER/CO/1 (résumé)",
    sourceUrl: "https://news.un.org/fr/story/2019/12/1057661",
    date: "2019-12",
    themes: ["acces-justice"],
  }),
  upr2011(
    "suisse",
    "Suisse",
    ["traite-des-personnes", "enfants-groupes-vulnerables"],
    "Renforcer les mesures contre la traite, le travail forcé, la mendicité et l’exploitation sexuelle des enfants, y compris des enfants migrants.",
  ),
  upr2011(
    "etats-unis",
    "États-Unis",
    ["traite-des-personnes"],
    "Mettre en place des procédures d’identification des victimes de traite, un mécanisme d’orientation et un soutien aux ONG qui les prennent en charge.",
  ),
  upr2011(
    "argentine",
    "Argentine",
    ["traite-des-personnes"],
    "Renforcer la législation contre la traite, l’assistance aux victimes, l’enquête, le jugement et la sanction.",
  ),
];
