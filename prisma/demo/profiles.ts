/**
 * What makes the directory of the demonstration alive. Of real bodies only what the sources of their records say:
 * who belongs to whom, which département is named. The rest is invented, for structures and personas that say so.
 */
import type { Group, Language } from "../../app/organisations/controlled-vocabulary";
import type { PersonKey } from "./types";

/** A service and the body that its record's sources attach it to. */
export const hierarchy: Readonly<Record<string, string>> = {
  "direction-migrations": "ministere-interieur",
  "dgecm-r": "ministere-interieur",
  "sp-ccm": "ccm",
  "anltp-tim": "ministere-justice",
  anajj: "ministere-justice",
};

/** Départements that the records' own places name. */
export const departementsNamed: Readonly<Record<string, readonly string[]>> = {
  anajj: ["Arlit"],
  "demo-agadez": ["Arlit", "Ingall"],
  "demo-tahoua": ["Abalak", "Birni N’Konni"],
  "demo-zinder": ["Magaria", "Kantché"],
  "demo-diffa": ["N’Guigmi", "Bosso"],
  "demo-dosso": ["Gaya"],
};

interface InventedProfile {
  readonly groups: readonly Group[];
  readonly languages: readonly Language[];
  readonly seat: string;
  readonly antennes: readonly string[];
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly projects: readonly string[];
  readonly donors: readonly string[];
  readonly contact: { readonly name: string; readonly function: string };
  /** Days since its people confirmed it; null for never. */
  readonly confirmedDaysAgo: number | null;
  readonly openToPublic: boolean;
}

/** Profiles of the structures that exist only to try the portal. */
export const invented: Readonly<Record<string, InventedProfile>> = {
  "demo-agadez": {
    groups: ["expelled", "returnees", "detainees"],
    languages: ["fr", "ha", "tmh", "ar"],
    seat: "Agadez, quartier Misrata",
    antennes: ["Assamaka (permanence)", "Arlit"],
    contactEmail: "agadez@demo.example",
    contactPhone: "+227 00 00 00 01",
    projects: ["Accueil et orientation des personnes expulsées (démonstration)"],
    donors: ["Fonds de démonstration"],
    contact: { name: "Rakia A. (démo)", function: "Chargée de plaidoyer" },
    confirmedDaysAgo: 40,
    openToPublic: true,
  },
  "demo-tahoua": {
    groups: ["youth", "returnees", "women"],
    languages: ["fr", "ha", "ff"],
    seat: "Tahoua",
    antennes: ["Birni N’Konni"],
    contactEmail: "tahoua@demo.example",
    contactPhone: "+227 00 00 00 02",
    projects: ["Formation de relais communautaires (démonstration)"],
    donors: [],
    contact: { name: "Halima O. (démo)", function: "Formatrice" },
    confirmedDaysAgo: 380,
    openToPublic: true,
  },
  "demo-zinder": {
    groups: ["trafficking", "children", "women"],
    languages: ["fr", "ha", "kr"],
    seat: "Zinder, quartier Birni",
    antennes: ["Magaria", "Kantché"],
    contactEmail: "zinder@demo.example",
    contactPhone: "+227 00 00 00 03",
    projects: ["Appui juridique aux victimes de traite (démonstration)"],
    donors: ["Fonds de démonstration"],
    contact: { name: "Zeinabou M. (démo)", function: "Coordinatrice" },
    confirmedDaysAgo: 12,
    openToPublic: false,
  },
  "demo-diffa": {
    groups: ["refugees", "displaced", "host"],
    languages: ["fr", "kr", "ha", "bdm"],
    seat: "Diffa",
    antennes: [],
    contactEmail: "diffa@demo.example",
    contactPhone: "+227 00 00 00 04",
    projects: [],
    donors: [],
    contact: { name: "Point focal Diffa (démo)", function: "Point focal" },
    confirmedDaysAgo: null,
    openToPublic: false,
  },
};

/** What personas show of themselves, and from which rank on (1 the network, 2 their own structures). */
export const cards: Readonly<
  Partial<
    Record<
      PersonKey,
      { readonly themes: readonly string[]; readonly languages: readonly Language[]; readonly reach: string }
    >
  >
> = {
  "secretariat-animation": {
    themes: ["politique-nationale-migration", "suivi-recommandations"],
    languages: ["fr", "ha", "dje"],
    reach: "par le portail, du lundi au vendredi",
  },
  "jmed-focal": {
    themes: ["monitoring-violations", "suivi-recommandations"],
    languages: ["fr", "ha"],
    reach: "par le portail",
  },
  "agadez-focal": {
    themes: ["expulsions-algerie", "acces-justice"],
    languages: ["fr", "ha", "tmh"],
    reach: "WhatsApp de préférence, le matin",
  },
  "zinder-focal": {
    themes: ["traite-des-personnes", "enfants-groupes-vulnerables"],
    languages: ["fr", "ha"],
    reach: "par le portail ou au bureau de Zinder",
  },
};
