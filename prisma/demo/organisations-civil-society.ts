/** Nigerien civil society: partners named at the network's events, and organisations it has met or read of. */
import { organisation } from "./organisation";
import type { Organisation } from "./types";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";
const ASF_NIGER = "https://asf.be/promouvoir-le-respect-des-droits-humains-au-niger/?lang=fr";
const GTM_2023_02 = "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-16-02-2023";
const GRADE_GDDH = "https://gradeafrica.org/gddh/";

export const civilSociety: readonly Organisation[] = [
  organisation({
    slug: "aec",
    name: "Alternative Espaces Citoyens",
    acronym: "AEC",
    type: "osc-ong",
    relation: "partner",
    nationwide: true,
    regions: ["NE-7"],
    areas: "National ; une section à Zinder est citée",
    mission:
      "Association nationale d’éducation à la citoyenneté. Elle a mené en 2024 des missions de documentation des violations des droits humains dans les régions de Maradi, de Tillabéri et d’Agadez, notamment autour d’Assamaka.",
    themes: ["expulsions-algerie", "monitoring-violations"],
    foundedYear: 2001,
    sources: [
      { url: JMED_DIALOGUE_4, note: "participation au 4e dialogue", fields: ["name", "acronym"] },
      { url: ASF_NIGER, note: "missions de documentation, 2024", fields: ["name", "mission", "themes"] },
      {
        url: "https://levenementniger.com/cherte-de-linternet-dans-la-zone-cedeao-le-niger-occupe-la-9e-place",
        fields: ["name", "region"],
      },
      {
        url: "https://www.unodc.org/westandcentralafrica/fr/2020-11-02-promis-champions-hamadou-boulama-tcherno.html",
        note: "création en 2001",
        fields: ["type", "mission", "founded"],
      },
    ],
  }),
  organisation({
    slug: "aps",
    name: "Alarme Phone Sahara",
    acronym: "APS",
    type: "reseau-regional",
    relation: "partner",
    outsideNiger: true,
    regions: ["NE-1"],
    areas: "Agadez (bureau), Assamaka",
    website: "https://alarmephonesahara.info",
    mission:
      "Réseau transnational entre le Sahel, le Sahara et l’Europe, dont les lanceurs d’alerte portent secours aux personnes en mobilité dans le désert et documentent les expulsions vers Assamaka.",
    themes: ["expulsions-algerie", "apres-loi-2015-36", "libre-circulation", "monitoring-violations"],
    sources: [
      {
        url: "https://migration-control.info/fr/wiki/aps-presentation",
        fields: ["name", "acronym", "type", "region", "website", "mission", "themes"],
      },
      { url: JMED_DIALOGUE_4, note: "participation au 4e dialogue", fields: ["name"] },
    ],
  }),
  organisation({
    slug: "omd",
    name: "OMD",
    type: "osc-ong",
    relation: "partner",
    sources: [{ url: JMED_DIALOGUE_4, note: "participation au 4e dialogue", fields: ["name", "type"] }],
    uncertain: ["name"],
  }),
  organisation({
    slug: "lthp",
    name: "Organisation de Lutte contre le Trafic Humain et la Prostitution",
    acronym: "LTHP",
    type: "osc-ong",
    relation: "contact",
    themes: ["traite-des-personnes"],
    sources: [
      {
        url: GTM_2023_02,
        note: "réunion du GTM, février 2023",
        fields: ["name", "acronym", "type", "themes"],
      },
    ],
    uncertain: ["type"],
  }),
  organisation({
    slug: "ccen",
    name: "Collectif des Communautés Étrangères de la CEDEAO et Pays Frères au Niger",
    acronym: "CCEN",
    type: "organisation-diasporas",
    relation: "contact",
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Collectif des communautés étrangères établies au Niger et venues des pays de la CEDEAO et de pays frères.",
    sources: [
      {
        url: GTM_2023_02,
        note: "réunion du GTM, février 2023",
        fields: ["name", "acronym", "type", "region", "mission"],
      },
    ],
    uncertain: ["region"],
  }),
  organisation({
    slug: "rnddh",
    name: "Réseau nigérien des défenseurs des droits humains",
    acronym: "RNDDH",
    type: "reseau-osc",
    relation: "contact",
    mission:
      "Réseau de défenseurs des droits humains. Avec ISHR, il a plaidé à Niamey, le 18 septembre 2025, pour la mise en place du mécanisme national de protection.",
    themes: ["protection-defenseurs"],
    sources: [
      {
        url: "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection",
        fields: ["name", "acronym", "type", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "rotab",
    name: "Réseau des organisations pour la transparence et l’analyse budgétaire",
    acronym: "ROTAB",
    type: "reseau-osc",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission: "Réseau national d’organisations qui travaillent sur la transparence et l’analyse budgétaire.",
    sources: [
      {
        url: "http://www.rfi.fr/afrique/20180507-niger-arrestation-leaders-societe-civile-procedure-point-mort-maitre-boudal-efferd-",
        fields: ["name", "acronym", "type", "region", "mission"],
      },
    ],
  }),
  organisation({
    slug: "tlp-niger",
    name: "Tournons la Page Niger",
    acronym: "TLP-Niger",
    type: "osc-ong",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission: "Mouvement citoyen d’envergure nationale.",
    sources: [
      {
        url: "https://fr.news.yahoo.com/niger-mouvement-tournons-page-niger-104326116.html",
        fields: ["name", "acronym", "type", "region", "mission"],
      },
    ],
  }),
  organisation({
    slug: "ajan",
    name: "Association des Jeunes Avocats du Niger",
    acronym: "AJAN",
    type: "osc-ong",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission:
      "Association professionnelle de jeunes avocats. Elle a dénoncé publiquement la répression des opinions au nom de la lutte contre la cybercriminalité.",
    themes: ["protection-defenseurs", "acces-justice"],
    sources: [
      {
        url: "https://africaho.bj/article/cybercriminalite-au-niger-lassociation-des-jeunes-avocats-denonce-la-repression-des-opinions",
        fields: ["name", "acronym", "type", "region", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "prsf",
    name: "Prisonniers Sans Frontières – branche nigérienne",
    acronym: "PRSF",
    type: "osc-ong",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission:
      "Défend les droits des personnes détenues ; ses missions d’observation dans les prisons se sont tenues de mars à mai 2024, avant la suspension des visites.",
    themes: ["acces-justice"],
    sources: [{ url: ASF_NIGER, fields: ["name", "acronym", "type", "region", "mission", "themes"] }],
  }),
  organisation({
    slug: "afncg",
    name: "Association des Femmes Nigériennes Contre la Guerre",
    acronym: "AFNCG",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-1"],
    areas: "Agadez",
    mission:
      "Association de femmes créée en 2006, qui œuvre à la cohésion sociale. À Agadez, elle a mis en place en 2022 des comités de quartier entre communautés hôtes et migrants.",
    foundedYear: 2006,
    sources: [
      {
        url: "https://niger.iom.int/fr/stories/sur-la-route-migratoire-les-femmes-dagadez-construisent-la-paix",
        fields: ["name", "acronym", "type", "region", "mission", "founded"],
      },
    ],
  }),
  organisation({
    slug: "mojedec",
    name: "Mouvement des Jeunes pour le Développement et l’Éducation Citoyenne",
    acronym: "MOJEDEC",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-5"],
    areas: "Tahoua",
    mission:
      "ONG nationale qui a mis en place, avec le DCAF, un dispositif de monitoring des abus et des violations des droits humains dans la région de Tahoua.",
    themes: ["monitoring-violations"],
    sources: [
      {
        url: "https://www.anp.ne/tahoua-le-dcaf-formation-des-leaders-religieux-et-coutumiers-sur-la-promotion-et-la-protection-des-droits-humains-fondamentaux/",
        fields: ["name", "acronym", "type", "region", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "grade-africa",
    name: "GRADE Africa",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-4", "NE-7"],
    areas: "Maradi et Zinder",
    website: "https://gradeafrica.org",
    mission:
      "ONG de recherche-action. Dans les régions de Maradi et de Zinder, elle a conduit un projet d’inclusion sociale et de promotion des droits des jeunes et des femmes en situation de migration.",
    themes: ["enfants-groupes-vulnerables"],
    sources: [{ url: GRADE_GDDH, fields: ["name", "type", "region", "website", "mission", "themes"] }],
  }),
  organisation({
    slug: "cadel",
    name: "CADEL",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-4", "NE-7"],
    areas: "Maradi et Zinder",
    mission:
      "ONG spécialisée dans les questions de migration, partenaire du projet conduit avec GRADE Africa.",
    themes: ["enfants-groupes-vulnerables"],
    sources: [{ url: GRADE_GDDH, fields: ["name", "type", "region", "mission", "themes"] }],
    uncertain: ["name"],
  }),
  organisation({
    slug: "onen",
    name: "ONEN",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-4", "NE-7"],
    areas: "Maradi et Zinder",
    mission:
      "ONG qui renforce les capacités des organisations communautaires, partenaire du projet conduit avec GRADE Africa.",
    themes: ["enfants-groupes-vulnerables"],
    sources: [{ url: GRADE_GDDH, fields: ["name", "type", "region", "mission", "themes"] }],
    uncertain: ["name"],
  }),
  organisation({
    slug: "aic",
    name: "Aide à l’Information Communautaire",
    acronym: "AIC",
    type: "osc-ong",
    relation: "contact",
    regions: ["NE-8", "NE-1"],
    areas: "Niamey et Agadez",
    sources: [{ url: "https://niamey-soir.com/?p=2501", fields: ["name", "acronym", "type", "region"] }],
  }),
  organisation({
    slug: "graspi",
    name: "Groupe de Réflexion et d’Action pour le Soutien au Phénomène de l’Immigration",
    acronym: "GRASPI",
    type: "osc-ong",
    relation: "contact",
    mission:
      "ONG nationale qui a travaillé avec le ministère de la Jeunesse et des Sports, d’août 2016 à mai 2019, sur la migration des jeunes.",
    sources: [
      {
        url: "https://mieux-initiative.eu/fr/actions/145-niger-iii-migration-and-youth",
        fields: ["acronym", "type", "mission"],
      },
      {
        url: "https://www.mieux-initiative.eu/fr/news-events/news/icmpd-travaille-avec-le-niger-sur-les-defis-de-la-migration-irreguliere-chez-les-jeunes",
        note: "développement du sigle",
        fields: ["name"],
      },
    ],
  }),
  organisation({
    slug: "croix-rouge-nigerienne",
    name: "Croix-Rouge nigérienne",
    acronym: "CRN",
    type: "osc-ong",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission:
      "Société nationale de la Croix-Rouge. Elle prend part au groupe technique sur la migration, à Niamey.",
    sources: [
      {
        url: "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-06-12-2022",
        note: "liste de présence",
        fields: ["name", "type", "region", "mission"],
      },
    ],
  }),
];
