import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { listPeopleOf } from "../../directory/people-search.server";
import { idFromAddress, personPath } from "../../http/addresses";
import { localeOf } from "../../i18n/locale.server";
import { markThingRead } from "../../notices/notices.server";
import { recordVisit } from "../../search/recent.server";
import { namedMeta } from "../../shell/page-meta";
import { Avatar } from "../../ui/avatar";
import { Section } from "../../ui/columns";
import { Flash } from "../../ui/flash";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { OrganisationBadges } from "../badges";
import { useMessages } from "../messages";
import type { ProfilePage } from "./profile";
import { findProfile } from "./profile.server";
import { OwnProfile, ProfileActions } from "./profile-actions";
import { hasContacts, ProfileContacts, ProfileFacts, WebLink } from "./profile-facts";

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
export const meta = namedMeta<{ organisation: { name: string } }>(({ organisation }) => organisation.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const organisation = await findProfile(viewer, idFromAddress(args.params.organisation), locale);
  const people = await listPeopleOf(viewer, organisation.id, locale);
  await Promise.all([
    recordVisit(viewer, "organisation", organisation.id),
    markThingRead(viewer, "organisation", organisation.id),
  ]);
  return { organisation, people, done: doneIn(new URL(args.request.url)) };
}

const acts = ["enregistre", "propose", "rien", "confirme"] as const;

/** The action just done, reported once at the top of the page. */
const doneIn = ({ searchParams }: URL) => acts.find((act) => act === searchParams.get("fait")) ?? null;

export default function OrganisationPageRoute() {
  const { organisation, people, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { name, acronym, mission, confirmedAt, projects, donors } = organisation;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("crumb.directory"), to: "/annuaire" }]}
        avatar={<Avatar kind="organisation" size="large" name={name} acronym={acronym} />}
        title={name}
        state={<OrganisationBadges organisation={organisation} />}
        lead={mission ?? undefined}
        actions={<ProfileActions organisation={organisation} />}
      />
      {done && <Flash tone={done === "rien" ? "info" : "done"}>{t(`page.done.${done}`)}</Flash>}
      {organisation.editing && <OwnProfile organisation={organisation} editing={organisation.editing} />}
      {organisation.demonstration && <Notice>{t("page.demonstration")}</Notice>}
      <ProfileFacts organisation={organisation} />
      {hasContacts(organisation) && (
        <Section id="joindre" title={t("page.contacts")}>
          <ProfileContacts organisation={organisation} />
        </Section>
      )}
      {people.length > 0 && (
        <Section id="personnes" title={t("page.people")}>
          <ul>
            {people.map((person) => (
              <li key={person.id}>
                <Link to={personPath(person.id)}>{person.name}</Link>
                {person.function && <span className="meta"> · {person.function}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {projects.length > 0 && <Lines id="projets" title={t("field.projects")} lines={projects} />}
      {donors.length > 0 && <Lines id="bailleurs" title={t("field.donors")} lines={donors} />}
      {organisation.sources.length > 0 && <Sources organisation={organisation} />}
      <p className="meta">
        {confirmedAt ? (
          <>
            {t("page.confirmed")} <Time at={confirmedAt} />
          </>
        ) : (
          t("page.neverConfirmed")
        )}
        {organisation.opens && organisation.openToPublic && ` · ${t("page.openToPublic")}`}
      </p>
    </>
  );
}

function Lines({ id, title, lines }: { id: string; title: string; lines: string[] }) {
  return (
    <Section id={id} title={title}>
      <ul className="prose">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

function Sources({ organisation }: { organisation: ProfilePage }) {
  const t = useMessages();
  return (
    <Section id="sources" title={t("page.sources")}>
      <ol className="sources">
        {organisation.sources.map(({ url, note, fields }) => (
          <li key={url}>
            <WebLink url={url} />
            <span className="meta">
              {note && ` · ${note}`}
              {" · "}
              {fields.map((field) => t(`field.${field}`).toLocaleLowerCase()).join(", ")}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
