/** International NGOs, those named at the network's events first. */
import { organisation } from "./organisation";
import type { Organisation } from "./types";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";
const GTM_2022_12 = "https://mail.migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-06-12-2022";
const GTM_2023_02 = "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-16-02-2023";
const APS_ASSAMAKA =
  "https://alarmephonesahara.info/fr/blog/posts/mission-d-alarme-phone-sahara-a-assamaka-decembre-2023-impressions-de-la-frontiere-nigero-algerienne";
const ASF_NIGER = "https://asf.be/promouvoir-le-respect-des-droits-humains-au-niger/?lang=fr";
const TOOK_PART = "participation au 4e dialogue";

export const internationalNgos: readonly Organisation[] = [
  organisation({
    slug: "forum-refugies",
    name: "Forum réfugiés",
    formerNames: ["Forum Réfugiés-Cosi"],
    type: "ong-internationale",
    relation: "partner",
    regions: ["NE-8", "NE-5", "NE-1", "NE-7"],
    areas: "Niamey, Tahoua, Agadez et Zinder (projet PROMIG)",
    mission:
      "ONG française qui met en œuvre le projet PROMIG avec JMED et organise avec elle les dialogues État-OSC.",
    themes: ["monitoring-violations", "suivi-recommandations"],
    sources: [
      { url: GTM_2022_12, fields: ["name", "type", "region"] },
      { url: "https://ong-jmed.org/details_infolettre.php?id=1", fields: ["name", "region", "mission"] },
      { url: JMED_DIALOGUE_4, note: "organisation du 4e dialogue", fields: ["mission", "themes"] },
    ],
  }),
  organisation({
    slug: "nexus",
    name: "Nexus Solidarietà Emilia Romagna",
    acronym: "NEXUS",
    type: "ong-internationale",
    relation: "partner",
    mission: "ONG italienne, qui a pris part au 4e dialogue État-OSC.",
    sources: [
      { url: GTM_2023_02, fields: ["name", "acronym", "type"] },
      { url: JMED_DIALOGUE_4, note: TOOK_PART, fields: ["mission"] },
    ],
  }),
  organisation({
    slug: "africa-70",
    name: "Movimento Africa 70",
    type: "ong-internationale",
    relation: "contact",
    sources: [{ url: GTM_2023_02, note: "réunion du GTM, février 2023", fields: ["name", "type"] }],
    uncertain: ["type"],
  }),
  organisation({
    slug: "seefar",
    name: "Seefar",
    type: "ong-internationale",
    relation: "partner",
    sources: [{ url: JMED_DIALOGUE_4, note: TOOK_PART, fields: ["name", "type"] }],
    uncertain: ["type"],
  }),
  organisation({
    slug: "oxfam",
    name: "Oxfam",
    type: "ong-internationale",
    relation: "partner",
    nationwide: true,
    areas: "National",
    mission: "ONG internationale, qui a pris part au 4e dialogue État-OSC.",
    sources: [
      { url: JMED_DIALOGUE_4, note: TOOK_PART, fields: ["name", "mission"] },
      {
        url: "https://migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-du-24-mai-2022",
        fields: ["name", "type", "region"],
      },
    ],
  }),
  organisation({
    slug: "coopi",
    name: "Cooperazione Internazionale",
    acronym: "COOPI",
    type: "ong-internationale",
    relation: "contact",
    regions: ["NE-1"],
    areas: "Agadez (Assamaka, Arlit)",
    mission:
      "ONG italienne, qui a ouvert en 2023 un centre d’hébergement à Assamaka pour les personnes expulsées.",
    themes: ["expulsions-algerie"],
    sources: [
      { url: APS_ASSAMAKA, fields: ["name", "acronym", "type", "region", "themes"] },
      {
        url: "https://alarmephonesahara.info/fr/blog/posts/rapport-d-alarme-phone-sahara-sur-la-situation-a-assamaka-mai-2023",
        note: "centre d’hébergement",
        fields: ["mission", "themes"],
      },
    ],
  }),
  organisation({
    slug: "msf",
    name: "Médecins sans Frontières",
    acronym: "MSF",
    type: "ong-internationale",
    relation: "contact",
    regions: ["NE-1"],
    areas: "Agadez (Assamaka)",
    mission: "ONG médicale présente à Assamaka auprès des personnes expulsées.",
    themes: ["expulsions-algerie"],
    sources: [{ url: APS_ASSAMAKA, fields: ["name", "acronym", "type", "region", "mission", "themes"] }],
  }),
  organisation({
    slug: "crs",
    name: "Catholic Relief Services",
    acronym: "CRS",
    type: "ong-internationale",
    relation: "contact",
    regions: ["NE-3", "NE-5", "NE-6"],
    areas: "Dosso, Tahoua et Tillabéri (programme Narimey)",
    mission:
      "Met en œuvre, avec Caritas Suisse, le programme Narimey sur la migration interne et l’apport de la diaspora.",
    sources: [
      {
        url: "https://www.migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-16-03-2023",
        fields: ["name", "acronym", "type", "region", "mission"],
      },
    ],
  }),
  organisation({
    slug: "croix-rouge-danoise",
    name: "Croix-Rouge danoise",
    acronym: "CRD",
    type: "ong-internationale",
    relation: "contact",
    nationwide: true,
    areas: "National",
    mission:
      "Société nationale de la Croix-Rouge du Danemark, présente au groupe technique sur la migration.",
    sources: [{ url: GTM_2023_02, note: "réunion du GTM", fields: ["name", "type", "region", "mission"] }],
  }),
  organisation({
    slug: "asf",
    name: "Avocats Sans Frontières",
    acronym: "ASF",
    type: "ong-internationale",
    relation: "contact",
    nationwide: true,
    areas: "National",
    website: "https://asf.be",
    mission:
      "ONG belge engagée au Niger depuis 2023 pour le respect des droits humains, notamment ceux des personnes privées de liberté ; elle y accompagne AEC et PRSF.",
    themes: ["acces-justice", "monitoring-violations"],
    sources: [
      { url: ASF_NIGER, fields: ["name", "acronym", "type", "region", "website", "mission", "themes"] },
    ],
  }),
  organisation({
    slug: "ishr",
    name: "Service international pour les droits de l’homme",
    acronym: "ISHR",
    type: "ong-internationale",
    relation: "contact",
    outsideNiger: true,
    areas: "Suisse",
    website: "https://ishr.ch",
    mission:
      "ONG suisse, partenaire du RNDDH pour faire connaître la loi sur les défenseurs et plaider pour le mécanisme de protection.",
    themes: ["protection-defenseurs"],
    sources: [
      {
        url: "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection",
        fields: ["name", "acronym", "type", "region", "website", "mission", "themes"],
      },
    ],
  }),
];
