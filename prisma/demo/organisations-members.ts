/** REMIDDH itself, JMED, and the fictitious members that let one try the portal without speaking for anybody. */
import { organisation } from "./organisation";
import type { Organisation } from "./types";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";

export const networkAndMembers: readonly Organisation[] = [
  organisation({
    slug: "remiddh",
    name: "Réseau Migration Développement Droits Humains",
    acronym: "REMIDDH",
    type: "reseau-osc",
    relation: "network",
    regions: ["NE-8", "NE-1", "NE-5"],
    areas: "Niamey ; antennes à Agadez et à Tahoua",
    website: "https://reseau-remiddh.org",
    mission:
      "Réseau d’organisations de la société civile engagées pour les droits des personnes migrantes au Niger. Il porte leurs positions dans les dialogues avec l’État sur la gouvernance migratoire.",
    themes: [
      "expulsions-algerie",
      "politique-nationale-migration",
      "monitoring-violations",
      "suivi-recommandations",
    ],
    sources: [
      {
        url: "https://ong-jmed.org/details_infolettre.php?id=1",
        note: "antennes d’Agadez et de Tahoua",
        fields: ["name", "acronym", "type", "region"],
      },
      {
        url: "https://reseau-remiddh.org/details_evenement.php?id=10",
        note: "3e dialogue",
        fields: ["website", "mission", "themes"],
      },
      { url: JMED_DIALOGUE_4, note: "4e dialogue", fields: ["mission", "themes"] },
    ],
  }),
  organisation({
    slug: "jmed",
    name: "Jeunesse-Enfance-Migration-Développement",
    acronym: "JMED",
    type: "osc-ong",
    relation: "member",
    memberStatus: "active",
    regions: ["NE-8"],
    areas: "Niamey",
    website: "https://ong-jmed.org",
    mission:
      "ONG nationale créée en 2013. Avec Forum réfugiés, elle met en œuvre le projet PROMIG, qui appuie l’engagement de la société civile pour les droits des migrants, et organise les dialogues État-OSC avec le réseau.",
    themes: [
      "expulsions-algerie",
      "politique-nationale-migration",
      "monitoring-violations",
      "suivi-recommandations",
    ],
    foundedYear: 2013,
    sources: [
      {
        url: "https://mail.migration-spccm.ne/fr/pathauto/compte-rendu-du-gtm-niamey-06-12-2022",
        note: "nom, création en 2013",
        fields: ["name", "acronym", "type", "founded"],
      },
      { url: JMED_DIALOGUE_4, fields: ["region", "website", "mission", "themes"] },
    ],
  }),
];

export const demonstrationStructures: readonly Organisation[] = [
  organisation({
    slug: "demo-agadez",
    name: "Structure de démonstration – Agadez",
    acronym: "DÉMO-AZ",
    type: "osc-ong",
    relation: "member",
    memberStatus: "active",
    regions: ["NE-1"],
    areas: "Agadez, Arlit, Ingall",
    mission:
      "Structure fictive, pour essayer le portail : elle tiendrait une permanence à Agadez et suivrait les arrivées à Assamaka.",
    themes: ["expulsions-algerie", "apres-loi-2015-36", "monitoring-violations"],
    demonstration: true,
  }),
  organisation({
    slug: "demo-tahoua",
    name: "Structure de démonstration – Tahoua",
    acronym: "DÉMO-TA",
    type: "osc-ong",
    relation: "member",
    memberStatus: "active",
    regions: ["NE-5"],
    areas: "Tahoua, Tchintabaraden, Birni N’Konni",
    mission:
      "Structure fictive, pour essayer le portail : elle formerait des relais communautaires à l’observation des violations dans la région de Tahoua.",
    themes: ["monitoring-violations", "suivi-recommandations"],
    demonstration: true,
  }),
  organisation({
    slug: "demo-zinder",
    name: "Structure de démonstration – Zinder",
    acronym: "DÉMO-ZR",
    type: "osc-ong",
    relation: "member",
    memberStatus: "associate",
    regions: ["NE-7"],
    areas: "Zinder, Kantché, Magaria",
    mission:
      "Structure fictive, pour essayer le portail : elle accompagnerait les femmes et les enfants en migration depuis la région de Zinder.",
    themes: ["traite-des-personnes", "enfants-groupes-vulnerables", "acces-justice"],
    demonstration: true,
  }),
  organisation({
    slug: "demo-niamey",
    name: "Structure de démonstration – Niamey (jeunes juristes)",
    acronym: "DÉMO-NY",
    type: "osc-ong",
    relation: "member",
    memberStatus: "observer",
    regions: ["NE-8"],
    areas: "Niamey I à Niamey V",
    mission:
      "Structure fictive, pour essayer le portail : de jeunes juristes y donneraient des consultations gratuites et reliraient les textes du réseau.",
    themes: ["acces-justice", "apres-loi-2015-36", "protection-defenseurs"],
    demonstration: true,
  }),
  organisation({
    slug: "demo-diffa",
    name: "Structure de démonstration – Diffa",
    acronym: "DÉMO-DF",
    type: "osc-ong",
    relation: "member",
    memberStatus: "active",
    frozen: true,
    regions: ["NE-2"],
    areas: "Diffa, Maïné-Soroa",
    mission:
      "Structure fictive, pour essayer le portail : son adhésion est gelée. Ses membres lisent le travail commun et n’y écrivent pas.",
    themes: ["libre-circulation", "enfants-groupes-vulnerables"],
    demonstration: true,
  }),
  organisation({
    slug: "demo-dosso",
    name: "Structure de démonstration – Dosso",
    acronym: "DÉMO-DO",
    type: "osc-ong",
    relation: "candidate",
    regions: ["NE-3"],
    areas: "Dosso, Gaya",
    mission:
      "Structure fictive, pour essayer le portail : elle demande son adhésion et attend la décision du réseau.",
    themes: ["libre-circulation"],
    demonstration: true,
  }),
];
