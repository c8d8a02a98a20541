import type { ReactNode } from "react";
import { addressOf } from "../../http/addresses";
import { Facts } from "../../ui/facts";
import { Link } from "../../ui/link";
import { Time } from "../../ui/time";
import { useValueWords } from "../custom-fields/fields-context";
import { useMessages } from "../messages";
import type { SourcedField } from "../organisations";
import { useVocabulary } from "../use-vocabulary";
import { FactSources } from "./fact-sources";
import type { Contact, OrganisationLink, ProfilePage } from "./profile";

/** Facts about an organisation: identity, places, groups served. */
export function ProfileFacts({
  organisation,
  base = "/annuaire",
}: {
  organisation: ProfilePage;
  base?: string;
}) {
  const t = useMessages();
  const { groupLabel, languageLabel } = useVocabulary();
  const words = useValueWords();
  const { acronym, formerNames, type, themeLinks, foundedYear, groups, languages } = organisation;
  const { departements, seat, antennes, parentLink, children } = organisation;
  const sourced = (value: ReactNode, field: SourcedField) =>
    value && (
      <>
        {value} <FactSources organisation={organisation} field={field} />
      </>
    );
  return (
    <Facts
      facts={[
        { term: t("field.name"), value: sourced(organisation.name, "name") },
        { term: t("field.acronym"), value: sourced(acronym, "acronym") },
        { term: t("field.formerNames"), value: formerNames.join(", ") },
        { term: t("field.type"), value: sourced(type, "type") },
        {
          term: t("field.parent"),
          value: parentLink && <OrganisationList links={[parentLink]} base={base} />,
        },
        {
          term: t("page.children"),
          value: children.length > 0 && <OrganisationList links={children} base={base} />,
        },
        { term: t("field.region"), value: sourced(territoryOf(organisation, t), "region") },
        { term: t("field.departements"), value: departements.join(", ") },
        {
          term: t("field.themes"),
          value: sourced(
            themeLinks.length > 0 && <ThemeLinks themes={themeLinks} linked={base === "/annuaire"} />,
            "themes",
          ),
        },
        { term: t("field.groups"), value: groups.map(groupLabel).join(", ") },
        { term: t("field.languages"), value: languages.map(languageLabel).join(", ") },
        { term: t("field.seat"), value: seat },
        { term: t("field.antennes"), value: antennes.join(" · ") },
        { term: t("field.founded"), value: sourced(foundedYear, "founded") },
        {
          term: t("field.mission"),
          // The text itself is shown above; here only its source.
          value: (organisation.uncertain.includes("mission") ||
            organisation.sources.some(({ fields }) => fields.includes("mission"))) && (
            <FactSources organisation={organisation} field="mission" />
          ),
        },
        ...organisation.customFields.map(({ label, kind, value }) => ({
          term: label,
          value: kind === "date" ? <Time at={value} look="day" /> : words(kind, value),
        })),
      ].map(({ term, value }) => ({ term, value: value || null }))}
    />
  );
}

/** Contact details; nothing when empty or hidden from this reader. */
export function ProfileContacts({ organisation }: { organisation: ProfilePage }) {
  const t = useMessages();
  const { contactEmail, contactPhone, website, social, contacts } = organisation;
  return (
    <Facts
      facts={[
        { term: t("field.contactEmail"), value: contactEmail && <MailLink address={contactEmail} /> },
        { term: t("field.contactPhone"), value: contactPhone && <PhoneLink number={contactPhone} /> },
        {
          term: t("field.website"),
          value: website && (
            <>
              <WebLink url={website} /> <FactSources organisation={organisation} field="website" />
            </>
          ),
        },
        {
          term: t("field.social"),
          value: social.length > 0 && (
            <ul className="inline-list">
              {social.map((url) => (
                <li key={url}>
                  <WebLink url={url} />
                </li>
              ))}
            </ul>
          ),
        },
        {
          term: t("field.contacts"),
          value: contacts.length > 0 && (
            <ul>
              {contacts.map((contact) => (
                <li key={contact.name + contact.email + contact.phone}>
                  <ContactLine contact={contact} />
                </li>
              ))}
            </ul>
          ),
        },
      ].map(({ term, value }) => ({ term, value: value || null }))}
    />
  );
}

export function hasContacts({ contactEmail, contactPhone, website, social, contacts }: ProfilePage): boolean {
  return Boolean(contactEmail || contactPhone || website || social.length > 0 || contacts.length > 0);
}

function ContactLine({ contact }: { contact: Contact }) {
  const { name, email, phone } = contact;
  return (
    <>
      {name}
      {contact.function && <span className="meta"> · {contact.function}</span>}
      {phone && (
        <>
          {" · "}
          <PhoneLink number={phone} />
        </>
      )}
      {email && (
        <>
          {" · "}
          <MailLink address={email} />
        </>
      )}
    </>
  );
}

export const MailLink = ({ address }: { address: string }) => <a href={`mailto:${address}`}>{address}</a>;

export const PhoneLink = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/[^+\d]/g, "")}`} className="number">
    {number}
  </a>
);

/** Only http(s) URLs become links, against javascript: URLs in profiles. */
export function WebLink({ url }: { url: string }) {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !["http:", "https:"].includes(address.protocol)) return url;
  return (
    <a href={address.href} rel="noreferrer nofollow">
      {address.host + (address.pathname === "/" ? "" : address.pathname)}
    </a>
  );
}

function OrganisationList({ links, base }: { links: OrganisationLink[]; base: string }) {
  return (
    <ul>
      {links.map((link) => (
        <li key={link.id}>
          <Link to={`${base}/${addressOf(link)}`}>{link.name}</Link>
        </li>
      ))}
    </ul>
  );
}

function territoryOf(
  { regions, nationwide, outsideNiger, places }: ProfilePage,
  t: ReturnType<typeof useMessages>,
): string {
  const wide = [nationwide && t("area.wholeCountry"), outsideNiger && t("area.abroad")];
  const named = [...wide.filter(Boolean), ...regions].join(", ");
  return places && places !== named ? [named, places].filter(Boolean).join(" · ") : named;
}

function ThemeLinks({ themes, linked }: { themes: ProfilePage["themeLinks"]; linked: boolean }) {
  return (
    <ul className="inline-list">
      {themes.map((theme) => (
        <li key={theme.id}>
          {linked ? <Link to={`/themes/${addressOf(theme)}`}>{theme.name}</Link> : theme.name}
        </li>
      ))}
    </ul>
  );
}
