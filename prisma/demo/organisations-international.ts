/** Regional networks, UN agencies, donors and embassies. */
import { organisation } from "./organisation";
import type { Organisation } from "./types";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";
const TOOK_PART = "participation au 4e dialogue";

const regionalNetworks: readonly Organisation[] = [
  organisation({
    slug: "rmsm",
    name: "Réseau Maghreb Sahel sur les migrations",
    acronym: "RMSM",
    type: "reseau-regional",
    relation: "contact",
    outsideNiger: true,
    areas: "Régional, hors du Niger",
    mission:
      "Réseau régional, signataire en mai 2025, avec Alarme Phone Sahara, de l’appel à respecter les droits des personnes expulsées par l’Algérie.",
    themes: ["expulsions-algerie"],
    sources: [
      {
        url: "https://fr.allafrica.com/stories/202505210224.html",
        fields: ["name", "acronym", "type", "region", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "roa-prodmac",
    name: "Réseau ouest-africain pour la protection des droits des migrants, réfugiés et demandeurs d’asile et de libre circulation",
    acronym: "ROA-PRODMAC",
    type: "reseau-regional",
    relation: "contact",
    outsideNiger: true,
    areas: "Régional (Afrique de l’Ouest)",
    website: "https://roa-prodmac.org",
    mission:
      "Réunit des associations de neuf pays d’Afrique de l’Ouest, dont le Niger. Par le contentieux stratégique, il défend la liberté de circulation et les droits des personnes expulsées ou refoulées.",
    themes: ["libre-circulation", "acces-justice", "expulsions-algerie"],
    sources: [
      {
        url: "https://roa-prodmac.org",
        note: "libellé et présentation",
        fields: ["name", "type", "region", "website", "mission", "themes"],
      },
      {
        url: "https://roa-prodmac.org/niger-situation-des-migrants-a-lere-du-covid-19",
        fields: ["acronym", "themes"],
      },
    ],
  }),
  organisation({
    slug: "raemh",
    name: "Réseau Afrique Europe pour la Mobilité Humaine",
    acronym: "RAEMH",
    type: "reseau-regional",
    relation: "contact",
    outsideNiger: true,
    areas: "Régional (Afrique et Europe)",
    website: "https://raemh.org",
    mission:
      "Programme d’échanges et de réflexion entre l’Afrique et l’Europe sur l’accueil et l’accompagnement des personnes en mobilité ; il a un point focal à Niamey.",
    sources: [
      {
        url: "https://raemh.org/docs_inside.php?doc_id=60&lang=fr",
        fields: ["name", "acronym", "type", "region", "website", "mission"],
      },
    ],
  }),
];

const unitedNations: readonly Organisation[] = [
  organisation({
    slug: "oim",
    name: "Organisation internationale pour les migrations – Niger",
    acronym: "OIM",
    type: "agence-onu",
    relation: "partner",
    nationwide: true,
    regions: ["NE-8", "NE-1"],
    areas: "National ; centres à Niamey, Agadez, Arlit et Assamaka",
    website: "https://niger.iom.int",
    mission:
      "Organisation des Nations unies chargée des migrations. Elle gère des centres de transit et a pris part au 4e dialogue État-OSC.",
    themes: ["expulsions-algerie"],
    sources: [
      {
        url: "https://niger.iom.int/fr/oim-en-niger",
        fields: ["name", "acronym", "type", "region", "website", "mission"],
      },
      {
        url: "http://www.anajj.ne/index.php/publications/65-publication19",
        note: "centres de transit",
        fields: ["region", "mission", "themes"],
      },
      { url: JMED_DIALOGUE_4, note: TOOK_PART, fields: ["mission"] },
    ],
  }),
  organisation({
    slug: "hcr",
    name: "Haut-Commissariat des Nations unies pour les réfugiés",
    acronym: "HCR",
    type: "agence-onu",
    relation: "contact",
    nationwide: true,
    areas: "National",
    sources: [
      {
        url: "https://9pdf.org/article/key-supranational-organisations-overview-institutional-framework.y9630ell",
        fields: ["name", "acronym", "type", "region"],
      },
    ],
  }),
  organisation({
    slug: "hcdh",
    name: "Haut-Commissariat des Nations unies aux droits de l’homme – bureau pays Niger",
    acronym: "HCDH",
    type: "agence-onu",
    relation: "contact",
    regions: ["NE-8"],
    areas: "Niamey",
    mission: "Bureau pays du HCDH ; il appuie le suivi des recommandations de l’Examen périodique universel.",
    themes: ["suivi-recommandations"],
    sources: [
      {
        url: "https://niger.un.org/fr/171391-note-explicative-%E2%80%93-examen-p%C3%A9riodique-universel-2021",
        fields: ["name", "acronym", "type", "region", "themes"],
      },
      {
        url: "https://www.lesahel.org/atelier-de-validation-du-plan-doperationnalisation-de-la-mise-en-oeuvre-des-recommandations-du-3eme-cycle-de-lexamen-periodique-universel-epu-mise-en-oeuvre-des-recommandati/",
        note: "appui au plan du 3e cycle",
        fields: ["mission", "themes"],
      },
    ],
  }),
];

const donorsAndEmbassies: readonly Organisation[] = [
  organisation({
    slug: "afd",
    name: "Agence Française de Développement",
    acronym: "AFD",
    type: "ptf",
    relation: "partner",
    mission:
      "A financé le projet PROMIG, dans le cadre duquel se sont tenus les 3e et 4e dialogues État-OSC.",
    sources: [{ url: JMED_DIALOGUE_4, fields: ["name", "acronym", "type", "mission"] }],
  }),
  organisation({
    slug: "due",
    name: "Délégation de l’Union européenne au Niger",
    acronym: "DUE",
    type: "ptf",
    relation: "contact",
    regions: ["NE-8"],
    areas: "Niamey",
    mission:
      "Représente l’Union européenne et prend part au groupe technique sur la migration ; l’Union a financé la première phase du projet PROMIG.",
    sources: [
      {
        url: "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-06-12-2022",
        fields: ["name", "type", "region", "mission"],
      },
      {
        url: "https://ong-jmed.org/details_infolettre.php?id=1",
        note: "financement de la première phase",
        fields: ["mission"],
      },
    ],
  }),
  organisation({
    slug: "giz-apm",
    name: "GIZ – Appui-conseil en matière de Politique Migratoire",
    acronym: "GIZ/APM",
    type: "ptf",
    relation: "contact",
    mission:
      "Projet de la coopération allemande, qui a accompagné l’élaboration de la Politique nationale de la migration et y a associé la société civile.",
    themes: ["politique-nationale-migration"],
    sources: [
      {
        url: "https://nigerinter.com/2019/02/cooperation-niger-allemagne-rencontre-dechanges-avec-la-societe-civile-et-la-cndh-sur-la-politique-migratoire/",
        fields: ["name", "acronym", "type", "mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "ambassade-belgique",
    name: "Ambassade de Belgique",
    type: "ambassade",
    relation: "partner",
    mission: "A pris part au 4e dialogue État-OSC sur la gouvernance migratoire, en novembre 2023.",
    sources: [{ url: JMED_DIALOGUE_4, note: TOOK_PART, fields: ["name", "type", "mission"] }],
  }),
];

export const international: readonly Organisation[] = [
  ...regionalNetworks,
  ...unitedNations,
  ...donorsAndEmbassies,
];
