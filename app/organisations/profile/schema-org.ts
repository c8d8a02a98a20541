import { addressOf } from "../../http/addresses";
import type { ProfilePage } from "./profile";

/** Structured data of an organisation (schema.org) for search engines, from the public fields. */
export function schemaOf(profile: ProfilePage, publicUrl: string) {
  const { name, acronym, formerNames, mission, website, social, foundedYear, seat } = profile;
  const { contactEmail, contactPhone, regions, themes } = profile;
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    "@id": `${publicUrl}/annuaire-public/${addressOf(profile)}`,
    name,
    ...(acronym && { alternateName: [acronym, ...formerNames] }),
    ...(mission && { description: mission }),
    ...(website && { url: website }),
    ...(social.length > 0 && { sameAs: social }),
    ...(foundedYear && { foundingDate: String(foundedYear) }),
    ...(seat && { address: seat }),
    ...(contactEmail && { email: contactEmail }),
    ...(contactPhone && { telephone: contactPhone }),
    ...(regions.length > 0 && { areaServed: regions }),
    ...(themes.length > 0 && { knowsAbout: themes }),
  };
}
