/** The State of Niger and its bodies: those who are addressed, and those who sit in the dialogues. */
import { organisation } from "./organisation";
import type { Organisation } from "./types";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";
const CCM_HISTORY = "https://migration-spccm.ne/en/node/155";
const GTM_2022_12 = "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-06-12-2022";

export const institutions: readonly Organisation[] = [
  organisation({
    slug: "ministere-interieur",
    name: "Ministère de l’Intérieur",
    type: "structure-etatique",
    relation: "institution",
    nationwide: true,
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Préside le Cadre de Concertation sur la Migration et a sous son autorité la Direction des Migrations.",
    themes: ["politique-nationale-migration", "suivi-recommandations"],
    sources: [
      { url: CCM_HISTORY, note: "présidence du CCM", fields: ["name", "type", "mission", "themes"] },
      { url: JMED_DIALOGUE_4, note: "Direction des Migrations", fields: ["name", "mission", "themes"] },
    ],
  }),
  organisation({
    slug: "ministere-justice",
    name: "Ministère de la Justice et des Droits de l’Homme",
    type: "structure-etatique",
    relation: "institution",
    nationwide: true,
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Assure la vice-présidence du Cadre de Concertation sur la Migration et la tutelle de l’ANLTP/TIM. Il a ordonné, le 29 mai 2024, la suspension des visites de prisons par les OSC.",
    themes: ["acces-justice", "suivi-recommandations"],
    sources: [
      {
        url: "https://asf.be/promouvoir-le-respect-des-droits-humains-au-niger/?lang=fr",
        note: "suspension des visites",
        fields: ["name", "type", "mission", "themes"],
      },
      { url: CCM_HISTORY, note: "vice-présidence du CCM", fields: ["mission"] },
      { url: "https://anltpniger.com", note: "tutelle de l’ANLTP/TIM", fields: ["mission"] },
    ],
  }),
  organisation({
    slug: "direction-migrations",
    name: "Direction des Migrations (ministère de l’Intérieur)",
    acronym: "DM",
    type: "structure-etatique",
    relation: "institution",
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Direction du ministère de l’Intérieur ; elle a pris part au 4e dialogue État-OSC, en novembre 2023.",
    themes: ["politique-nationale-migration", "suivi-recommandations"],
    sources: [
      { url: JMED_DIALOGUE_4, fields: ["name", "type", "mission", "themes"] },
      { url: GTM_2022_12, note: "liste de présence", fields: ["name", "region"] },
    ],
  }),
  organisation({
    slug: "dgecm-r",
    name: "Direction Générale de l’État Civil, des Migrations et des Réfugiés",
    acronym: "DGECM-R",
    type: "structure-etatique",
    relation: "institution",
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Direction générale du ministère de l’Intérieur dont relève la Direction des Migrations ; elle accueille les réunions du groupe technique sur la migration.",
    themes: ["politique-nationale-migration"],
    sources: [
      {
        url: "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-du-24-mai-2022",
        fields: ["name", "acronym", "type", "region", "themes"],
      },
      { url: "https://fr.scribd.com/document/707078979/37", fields: ["name", "type", "mission"] },
      { url: GTM_2022_12, note: "lieu de la réunion", fields: ["mission"] },
    ],
  }),
  organisation({
    slug: "ccm",
    name: "Cadre de Concertation sur la Migration",
    acronym: "CCM",
    type: "structure-etatique",
    relation: "institution",
    nationwide: true,
    areas: "National ; cadres régionaux (CRCM)",
    website: "https://migration-spccm.ne",
    mission:
      "Cadre où se concertent l’État, ses partenaires techniques et financiers et la société civile. Créé par l’arrêté conjoint 0316 du 2 mai 2016, il coordonne les actions et mène le plaidoyer sur la migration.",
    themes: ["politique-nationale-migration", "suivi-recommandations"],
    foundedYear: 2016,
    sources: [
      {
        url: CCM_HISTORY,
        fields: ["name", "acronym", "type", "region", "website", "mission", "themes", "founded"],
      },
      { url: JMED_DIALOGUE_4, note: "participation au 4e dialogue", fields: ["themes"] },
    ],
  }),
  organisation({
    slug: "sp-ccm",
    name: "Secrétariat Permanent du Cadre de Concertation sur la Migration",
    acronym: "SP/CCM",
    type: "structure-etatique",
    relation: "institution",
    regions: ["NE-8"],
    areas: "Niamey",
    website: "https://migration-spccm.ne",
    mission:
      "Anime le Cadre de Concertation sur la Migration et publie les comptes rendus du groupe technique.",
    themes: ["politique-nationale-migration"],
    sources: [
      { url: CCM_HISTORY, fields: ["name", "acronym", "type", "region", "website", "mission", "themes"] },
      { url: GTM_2022_12, note: "compte rendu publié", fields: ["mission"] },
    ],
  }),
  organisation({
    slug: "anltp-tim",
    name: "Agence Nationale de Lutte contre la Traite des Personnes et le Trafic Illicite de Migrants",
    acronym: "ANLTP/TIM",
    type: "structure-etatique",
    relation: "institution",
    nationwide: true,
    regions: ["NE-8", "NE-7"],
    areas: "Niamey ; bureaux régionaux ; centre de Zinder",
    website: "https://anltpniger.com",
    mission:
      "Agence publique placée sous la tutelle du ministère de la Justice : elle exécute la politique nationale contre la traite, forme et sensibilise, et protège les victimes dans son centre de Zinder.",
    themes: ["traite-des-personnes", "enfants-groupes-vulnerables"],
    foundedYear: 2010,
    sources: [
      {
        url: "https://anltpniger.com",
        fields: ["name", "acronym", "type", "region", "website", "themes", "founded"],
      },
      {
        url: "https://anltpniger.com/communique-de-lanltp-tim-relatif-a-la-lutte-contre-la-traite-des-personnes-et-le-trafic-illicite-de-migrants",
        fields: ["mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "mnrs",
    name: "Mécanisme National d’Élaboration des Rapports et de Suivi des Recommandations des Organes des Traités et de l’EPU",
    acronym: "MNRS",
    type: "structure-etatique",
    relation: "institution",
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Élabore les rapports du Niger aux organes des traités et à l’EPU ; il a préparé le plan d’opérationnalisation des recommandations du 3e cycle.",
    themes: ["suivi-recommandations"],
    sources: [
      {
        url: "https://www.lesahel.org/atelier-de-validation-du-plan-doperationnalisation-de-la-mise-en-oeuvre-des-recommandations-du-3eme-cycle-de-lexamen-periodique-universel-epu-mise-en-oeuvre-des-recommandati/",
        fields: ["name", "acronym", "type", "region", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "anajj",
    name: "Agence Nationale de l’Assistance Juridique et Judiciaire",
    acronym: "ANAJJ",
    type: "structure-etatique",
    relation: "institution",
    regions: ["NE-8", "NE-1"],
    areas: "Niamey ; bureaux locaux (BAJJ) à Agadez et à Arlit",
    website: "http://www.anajj.ne",
    mission:
      "Agence publique créée par la loi de décembre 2011 pour rendre l’assistance juridique et judiciaire accessible aux plus vulnérables ; elle forme avec l’OIM le personnel des centres de transit.",
    themes: ["acces-justice"],
    foundedYear: 2011,
    sources: [
      {
        url: "http://www.anajj.ne/index.php/publications/65-publication19",
        fields: ["acronym", "type", "region", "website", "themes"],
      },
      {
        url: "https://www.nigerdiaspora.net/index.php/interviews",
        note: "libellé complet, loi 2011-42 du 14 décembre 2011",
        fields: ["name", "mission", "founded"],
      },
      {
        url: "http://www.anajj.ne/index.php/publications/69-publication23",
        note: "formations avec l’OIM",
        fields: ["mission"],
      },
    ],
  }),
  organisation({
    slug: "cndh",
    name: "Commission nationale des droits humains",
    acronym: "CNDH",
    type: "institution-nationale",
    relation: "institution",
    nationwide: true,
    regions: ["NE-8", "NE-1"],
    areas: "National ; antenne à Agadez",
    mission:
      "Institution nationale des droits humains. Elle a parrainé le 3e dialogue État-OSC et conduit en juillet 2023 une mission à Assamaka, Arlit et Agadez sur la situation des migrants.",
    themes: ["expulsions-algerie", "monitoring-violations"],
    sources: [
      {
        url: "https://www.lesahel.org/mission-du-president-de-la-commission-nationale-de-droits-humains-a-agadez-la-situation-humanitaire-et-le-respect-de-droits-des-migrants-au-centre-de-la-mission/",
        note: "mission de juillet 2023",
        fields: ["name", "acronym", "mission", "themes"],
      },
      {
        url: "https://www.lesahel.org/fin-de-la-mission-de-travail-dans-la-region-dagadez-du-president-de-la-cndh-m-maty-elhadj-moussa-formule-des-recommandations-a-lissue-de-cette-mission/",
        note: "antenne d’Agadez",
        fields: ["region", "themes"],
      },
      {
        url: "https://reseau-remiddh.org/details_evenement.php?id=10",
        note: "parrainage du 3e dialogue",
        fields: ["mission"],
      },
      {
        url: "https://westafrica.ohchr.org/La-CNDH-Niger-a-utilise-sa-position-strategique-pour-faciliter-l-assistance.html",
        note: "statut d’institution nationale",
        fields: ["type", "region"],
      },
    ],
  }),
  organisation({
    slug: "conseil-regional-agadez",
    name: "Conseil Régional d’Agadez",
    acronym: "CRAZ",
    type: "collectivite",
    relation: "institution",
    regions: ["NE-1"],
    areas: "Agadez",
    website: "https://agadezregion.com",
    mission:
      "Collectivité territoriale de la région d’Agadez. Elle a salué l’abrogation de la loi 2015-36, dont elle relevait les effets sur l’économie de la région.",
    themes: ["apres-loi-2015-36"],
    sources: [
      {
        url: "https://agadezregion.com/la-gestion-migratoire-au-coeur-dune-rencontre-entre-les-conseil-regional-dagadez-et-une-delegation-hollandaise/",
        fields: ["name", "acronym", "type", "region", "website"],
      },
      {
        url: "https://agadezregion.com/author/ibrahim22/",
        note: "réaction à l’abrogation",
        fields: ["mission", "themes"],
      },
    ],
  }),
];
