/** The African Commission's pilot study, the consultation framework of Niger, and civil society. */
import { recommendation } from "./recommendation";
import type { Recommendation, ThemeSlug } from "./types";

/** Pilot study of the African Commission on Human and Peoples' Rights, July 2019, section 9.1. */
function cadhp(slug: string, themes: readonly ThemeSlug[], text: string): Recommendation {
  return recommendation({
    slug: `cadhp-2019-${slug}`,
    text,
    addressee: "État du Niger",
    body: "cadhp",
    citation: "Étude pilote de la CADHP, 26e session extraordinaire, section 9.1",
    sourceUrl: "https://9pdf.org/article/avenues-of-reflection-and-recommendations.y9630ell",
    date: "2019-07",
    themes,
  });
}

/** Seventh policy meeting of the consultation framework, 5 August 2022. */
function ccm2022(
  slug: string,
  addressee: string,
  addresseeOrganisations: readonly string[],
  text: string,
): Recommendation {
  return recommendation({
    slug: `ccm-2022-${slug}`,
    text,
    addressee,
    addresseeOrganisations,
    body: "ccm",
    citation: "7e rencontre politique du CCM",
    sourceUrl: "http://news.aniamey.com/h/110727.html",
    date: "2022-08-05",
    themes: ["politique-nationale-migration"],
  });
}

export const nationalRecommendations: readonly Recommendation[] = [
  cadhp(
    "responsabilite-etat",
    ["politique-nationale-migration"],
    "Maintenir l’État au centre de la responsabilité de protéger les droits des migrants, sans la transférer à des acteurs non étatiques.",
  ),
  cadhp(
    "droits-humains",
    ["politique-nationale-migration"],
    "Intégrer les droits humains dans toutes les mesures migratoires ; la répression de la migration irrégulière ne justifie aucune violation.",
  ),
  cadhp(
    "groupes-vulnerables",
    ["enfants-groupes-vulnerables"],
    "Accorder une attention particulière aux groupes vulnérables : femmes, enfants, personnes handicapées et personnes âgées parmi les migrants.",
  ),
  cadhp(
    "acces-justice",
    ["acces-justice"],
    "Faire de l’accès à la justice des migrants une priorité, dans les pays de transit comme de séjour.",
  ),
  cadhp(
    "flux-mixtes",
    ["politique-nationale-migration"],
    "Tenir compte du caractère mixte des flux migratoires dans les mesures de protection.",
  ),
  ccm2022(
    "textes-ccm",
    "Ministère de l’Intérieur / CCM",
    ["ministere-interieur", "ccm"],
    "Réviser les textes régissant le Cadre de Concertation sur la Migration.",
  ),
  ccm2022(
    "ministeres-tutelle",
    "Gouvernement du Niger",
    [],
    "Renforcer les capacités des trois ministères chargés de la tutelle des axes de la Politique nationale de la migration.",
  ),
  ccm2022(
    "cadres-regionaux",
    "Ministère de l’Intérieur / CCM",
    ["ministere-interieur", "ccm"],
    "Réaliser une analyse institutionnelle des cadres de concertation existants dans les régions.",
  ),
  recommendation({
    slug: "appel-2025-arret-expulsions",
    text: "Arrêter les expulsions de migrants vers le Niger.",
    addressee: "Autorités algériennes",
    body: "societe-civile",
    citation: "Appel d’organisations dont Alarme Phone Sahara et le RMSM",
    sourceUrl: "https://fr.allafrica.com/stories/202505210224.html",
    date: "2025-05",
    themes: ["expulsions-algerie"],
  }),
  recommendation({
    slug: "appel-2025-prise-de-position",
    text: "Prendre position contre les violations subies par les personnes expulsées à la frontière algéro-nigérienne.",
    addressee: "Union africaine, CEDEAO, CEMAC",
    body: "societe-civile",
    citation: "Appel d’organisations dont Alarme Phone Sahara et le RMSM",
    sourceUrl: "https://fr.allafrica.com/stories/202505210224.html",
    date: "2025-05",
    themes: ["expulsions-algerie"],
  }),
  recommendation({
    slug: "hrw-2020-examen-individuel",
    text: "Vérifier individuellement le statut de chaque personne et permettre un examen par un tribunal avant toute expulsion.",
    addressee: "Autorités algériennes",
    body: "societe-civile",
    citation: "Human Rights Watch",
    sourceUrl:
      "https://voaafrique.com/a/alg%C3%A9rie-des-milliers-de-migrants-expuls%C3%A9s-vers-le-niger-hrw/5615517.html",
    date: "2020-10",
    themes: ["expulsions-algerie", "acces-justice"],
    note: "La date est à vérifier.",
    uncertain: true,
  }),
  recommendation({
    slug: "aps-2023-revision-2015-36",
    text: "Réviser en profondeur la loi 2015-36 relative au trafic illicite de migrants.",
    addressee: "État du Niger",
    body: "societe-civile",
    citation: "Conférence transnationale d’Alarme Phone Sahara, Niamey, 27 et 28 février 2023",
    sourceUrl:
      "https://alarmephonesahara.info/fr/blog/posts/rapport-de-la-conference-transnationale-sur-la-criminalisation-de-la-migration-27-et-28-fevrier-2023-a-niamey-niger",
    date: "2023-02-28",
    themes: ["apres-loi-2015-36"],
    note: "Revendication antérieure à l’abrogation de la loi par l’ordonnance 2023-16 du 25 novembre 2023.",
  }),
  recommendation({
    slug: "rnddh-2025-mecanisme",
    text: "Mettre en place le mécanisme national de protection des défenseurs et défenseures des droits humains, prévu en complément de la loi 2022-27.",
    addressee: "Gouvernement du Niger / Conseil Consultatif de la Refondation",
    body: "societe-civile",
    citation: "RNDDH et ISHR",
    sourceUrl:
      "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection",
    date: "2025-09-18",
    themes: ["protection-defenseurs"],
  }),
  recommendation({
    slug: "civicus-2025-suspension",
    text: "Annuler la suspension des organisations de la société civile et les laisser reprendre leurs activités.",
    addressee: "Gouvernement du Niger",
    body: "societe-civile",
    citation: "CIVICUS",
    sourceUrl:
      "https://civicus.org/index.php/fr/medias-ressources/112-news/8002-niger-reverse-the-suspension-of-civil-society-organisations",
    date: "2025-11",
    themes: ["protection-defenseurs"],
  }),
];
