import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { notFound } from "../../http/errors";
import { localeOf } from "../../i18n/locale.server";
import { settings } from "../../services/services.server";
import { namedMeta } from "../../shell/page-meta";
import { Avatar } from "../../ui/avatar";
import { Section } from "../../ui/columns";
import { PageHeader } from "../../ui/page-header";
import { isDirectoryPublic } from "../index-visibility.server";
import { useMessages } from "../messages";
import type { ProfilePage } from "./profile";
import { findProfile } from "./profile.server";
import { hasContacts, ProfileContacts, ProfileFacts } from "./profile-facts";
import { schemaOf } from "./schema-org";

export const handle = {
  messages: [
    "organisations.page",
    "organisations.field",
    "organisations.area",
    "organisations.crumb",
    "organisations.relation",
    "organisations.group",
    "organisations.custom",
    "organisations.language",
  ],
};

interface Loaded {
  organisation: ProfilePage;
  schema: ReturnType<typeof schemaOf>;
}

const title = namedMeta<Loaded>(({ organisation }) => organisation.name);

/** Title and structured data for search engines; a data block is exempt from script CSP. */
export const meta: MetaFunction = (args) => {
  const { schema } = (args.data ?? {}) as Partial<Loaded>;
  return [...(title(args) ?? []), ...(schema ? [{ "script:ld+json": schema }] : [])];
};

export async function loader(args: LoaderFunctionArgs): Promise<Loaded> {
  if (!(await isDirectoryPublic())) notFound();
  const viewer = await findViewer(args);
  const locale = await localeOf(args.request, viewer?.locale);
  const organisation = await findProfile(null, idFromAddress(args.params.organisation), locale);
  return { organisation, schema: schemaOf(organisation, settings().publicUrl) };
}

export default function PublicOrganisationPage() {
  const { organisation } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("crumb.publicDirectory"), to: "/annuaire-public" }]}
        avatar={
          <Avatar
            kind="organisation"
            size="large"
            name={organisation.name}
            acronym={organisation.acronym}
            picture={organisation.picture}
          />
        }
        title={organisation.name}
        lead={organisation.mission ?? undefined}
      />
      <ProfileFacts organisation={organisation} base="/annuaire-public" />
      {hasContacts(organisation) && (
        <Section id="joindre" title={t("page.contacts")}>
          <ProfileContacts organisation={organisation} />
        </Section>
      )}
    </>
  );
}
