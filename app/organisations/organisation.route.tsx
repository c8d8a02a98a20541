import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { namedMeta } from "../house/page-meta";
import { addressOf, idFromAddress } from "../http/addresses";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { Avatar } from "../ui/avatar";
import { Section } from "../ui/columns";
import { Facts } from "../ui/facts";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { OrganisationBadges } from "./badges";
import { FactSources } from "./fact-sources";
import type { OrganisationPage, SourcedField } from "./organisations";
import { findOrganisation } from "./organisations.server";
import { useTexts } from "./texts";

export const handle = {
  messages: ["organisations.page", "organisations.relation", "organisations.directory"],
};
export const meta = namedMeta<{ organisation: { name: string } }>(({ organisation }) => organisation.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  return { organisation: await findOrganisation(viewer, idFromAddress(args.params.organisation), locale) };
}

export default function OrganisationPageRoute() {
  const { organisation } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("directory.title"), to: "/annuaire" }]}
        avatar={
          <Avatar kind="organisation" size="large" name={organisation.name} acronym={organisation.acronym} />
        }
        title={organisation.name}
        state={<OrganisationBadges organisation={organisation} />}
        lead={organisation.mission ?? undefined}
      />
      {organisation.demonstration && <Notice>{t("page.demonstration")}</Notice>}
      <OrganisationFacts organisation={organisation} />
      {organisation.sources.length > 0 && <Sources organisation={organisation} />}
    </>
  );
}

function OrganisationFacts({ organisation }: { organisation: OrganisationPage }) {
  const t = useTexts();
  const { acronym, formerNames, type, themeLinks, foundedYear, website, mission } = organisation;
  const sourced = (value: ReactNode, field: SourcedField) =>
    value && (
      <>
        {value} <FactSources organisation={organisation} field={field} />
      </>
    );
  return (
    <Facts
      facts={[
        { term: t("page.name"), value: sourced(organisation.name, "name") },
        { term: t("page.acronym"), value: sourced(acronym, "acronym") },
        { term: t("page.formerNames"), value: formerNames.join(", ") },
        { term: t("page.type"), value: sourced(type, "type") },
        { term: t("page.region"), value: sourced(territoryOf(organisation, t), "region") },
        {
          term: t("page.themes"),
          value: sourced(themeLinks.length > 0 && <ThemeLinks themes={themeLinks} />, "themes"),
        },
        { term: t("page.founded"), value: sourced(foundedYear, "founded") },
        { term: t("page.website"), value: sourced(website && <Website url={website} />, "website") },
        {
          term: t("page.mission"),
          value: mission && <FactSources organisation={organisation} field="mission" />,
        },
      ]}
    />
  );
}

function territoryOf(
  { regions, nationwide, outsideNiger, places }: OrganisationPage,
  t: ReturnType<typeof useTexts>,
): string {
  const wide = [nationwide && t("directory.wholeCountry"), outsideNiger && t("directory.abroad")];
  const named = [...wide.filter(Boolean), ...regions].join(", ");
  return places && places !== named ? [named, places].filter(Boolean).join(" · ") : named;
}

function ThemeLinks({ themes }: { themes: OrganisationPage["themeLinks"] }) {
  return (
    <ul className="inline-list">
      {themes.map((theme) => (
        <li key={theme.id}>
          <Link to={`/themes/${addressOf(theme)}`}>{theme.name}</Link>
        </li>
      ))}
    </ul>
  );
}

/** Only an http(s) address becomes a link; anything else a profile may hold stays text. */
function Website({ url }: { url: string }) {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !["http:", "https:"].includes(address.protocol)) return url;
  return (
    <a href={address.href} rel="noreferrer nofollow">
      {address.host}
    </a>
  );
}

function Sources({ organisation }: { organisation: OrganisationPage }) {
  const t = useTexts();
  return (
    <Section id="sources" title={t("page.sources")}>
      <ol className="sources">
        {organisation.sources.map(({ url, note, fields }) => (
          <li key={url}>
            <Website url={url} />
            <span className="meta">
              {note && ` · ${note}`}
              {" · "}
              {fields.map((field) => t(`page.field.${field}`)).join(", ")}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
