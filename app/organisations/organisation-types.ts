export type OrganisationTypeSlug =
  | "osc-ong"
  | "reseau-osc"
  | "syndicat"
  | "organisation-diasporas"
  | "structure-etatique"
  | "institution-nationale"
  | "collectivite"
  | "ptf"
  | "ambassade"
  | "ong-internationale"
  | "agence-onu"
  | "reseau-regional";

export interface OrganisationType {
  readonly slug: OrganisationTypeSlug;
  readonly label: { readonly fr: string; readonly en: string };
}

/** Organisation types, in the order of the filters. */
export const organisationTypes: readonly OrganisationType[] = [
  { slug: "osc-ong", label: { fr: "OSC/ONG", en: "CSO/NGO" } },
  { slug: "reseau-osc", label: { fr: "Réseau d’OSC", en: "Network of CSOs" } },
  { slug: "syndicat", label: { fr: "Syndicat", en: "Trade union" } },
  { slug: "organisation-diasporas", label: { fr: "Organisation de diasporas", en: "Diaspora organisation" } },
  { slug: "structure-etatique", label: { fr: "Structure étatique", en: "State body" } },
  { slug: "institution-nationale", label: { fr: "Institution nationale", en: "National institution" } },
  { slug: "collectivite", label: { fr: "Collectivité", en: "Local authority" } },
  {
    slug: "ptf",
    label: {
      fr: "PTF (partenaire technique et financier)",
      en: "TFP (technical and financial partner)",
    },
  },
  { slug: "ambassade", label: { fr: "Ambassade", en: "Embassy" } },
  { slug: "ong-internationale", label: { fr: "ONG internationale", en: "International NGO" } },
  { slug: "agence-onu", label: { fr: "Agence ONU", en: "UN agency" } },
  { slug: "reseau-regional", label: { fr: "Réseau régional", en: "Regional network" } },
];
