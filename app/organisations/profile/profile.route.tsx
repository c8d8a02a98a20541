import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { listPeopleOf } from "../../directory/people-search.server";
import attachedStyles from "../../files/attached.css?url";
import { listAttachments } from "../../files/attachments.server";
import { ThingAttachments } from "../../files/thing-attachments";
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
    "files.attached",
    "files.kind",
  ],
};
export const links = () => [{ rel: "stylesheet", href: attachedStyles }];
export const meta = namedMeta<{ organisation: { name: string } }>(({ organisation }) => organisation.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const organisation = await findProfile(viewer, idFromAddress(args.params.organisation), locale);
  const [people, files] = await Promise.all([
    listPeopleOf(viewer, organisation.id, locale),
    listAttachments(viewer, "organisation", [organisation.id]),
  ]);
  await Promise.all([
    recordVisit(viewer, "organisation", organisation.id),
    markThingRead(viewer, "organisation", organisation.id),
  ]);
  return {
    organisation,
    people,
    files: files.get(organisation.id) ?? [],
    done: doneIn(new URL(args.request.url)),
  };
}

const acts = ["enregistre", "propose", "rien", "confirme"] as const;

/** The action just done, reported once at the top of the page. */
const doneIn = ({ searchParams }: URL) => acts.find((act) => act === searchParams.get("fait")) ?? null;

export default function OrganisationPageRoute() {
  const { organisation, people, files, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { name, acronym, mission, confirmedAt, projects, donors } = organisation;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("crumb.directory"), to: "/annuaire" }]}
        avatar={
          <Avatar
            kind="organisation"
            size="large"
            name={name}
            acronym={acronym}
            picture={organisation.picture}
          />
        }
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
      {(files.length > 0 || organisation.editing) && (
        <Section id="pieces" title={t("page.files")}>
          <ThingAttachments
            kind="organisation"
            thing={{ id: organisation.id, title: name }}
            files={files}
            writes={organisation.editing !== null}
          />
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
