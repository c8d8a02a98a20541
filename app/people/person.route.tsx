import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isSecretariat } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import type { PersonEntry } from "../directory/people-query";
import { postPath } from "../discussions/threads";
import { documentPath } from "../documents/documents";
import { addressOf, idFromAddress, personPath } from "../http/addresses";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { MailLink, PhoneLink } from "../organisations/profile/profile-facts";
import { useVocabulary } from "../organisations/use-vocabulary";
import { now } from "../services/services.server";
import { namedMeta } from "../shell/page-meta";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Columns, Section } from "../ui/columns";
import { Dotted } from "../ui/dotted";
import { EmptyState } from "../ui/empty-state";
import { Facts } from "../ui/facts";
import { Pencil, UserCog } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { Row, Rows } from "../ui/rows";
import { NowProvider, RelativeTime } from "../writing/relative-time";
import { listContributions } from "./contributions.server";
import { useMessages } from "./messages";
import type { Contribution } from "./people";
import { findPersonPage } from "./person-page.server";

export const handle = { messages: ["people.person", "organisations.language", "writing.moment"] };
export const meta = namedMeta<{ person: { name: string } }>(({ person }) => person.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const person = await findPersonPage(viewer, idFromAddress(args.params.person), locale);
  const { after } = readListing(new URL(args.request.url).searchParams);
  const { contributions, next } = await listContributions(viewer, person.id, after);
  const manages = isSecretariat(viewer);
  return { person, contributions, next, manages, first: after === null, now: now().toISOString() };
}

export default function PersonRoute() {
  const { person, contributions, next, manages, first, now } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { card } = person;
  const path = personPath(person.id);
  return (
    <NowProvider now={now}>
      <PageHeader
        crumbs={[
          { label: t("person.directory"), to: "/annuaire" },
          { label: t("person.people"), to: "/annuaire/personnes" },
        ]}
        avatar={<Avatar name={person.name} size="large" />}
        title={person.name}
        lead={card?.function}
        meta={card && <Organisations card={card} />}
        actions={
          <>
            {person.me && (
              <ButtonLink icon={Pencil} to="/annuaire/ma-fiche">
                {t("person.ownCard")}
              </ButtonLink>
            )}
            {manages && (
              <ButtonLink icon={UserCog} to={`/secretariat/personnes/${person.id}`}>
                {t("person.manage")}
              </ButtonLink>
            )}
          </>
        }
      />
      <Columns
        asideFirst
        asideLabel={t("person.about")}
        aside={card ? <Card card={card} /> : <p className="meta">{t("person.discreet")}</p>}
      >
        <Section id="contributions" title={t("person.contributions")}>
          {contributions.length === 0 ? (
            <EmptyState
              drawing="conversation"
              title={t("person.none")}
              level={3}
              actions={<ButtonLink to="/fils">{t("person.toThreads")}</ButtonLink>}
            >
              {t("person.noneHelp")}
            </EmptyState>
          ) : (
            <>
              <p className="meta">{t("person.contributionsHelp")}</p>
              <Rows label={t("person.contributions")}>
                {contributions.map((contribution) => (
                  <ContributionRow key={contribution.id} contribution={contribution} />
                ))}
              </Rows>
            </>
          )}
          <PageLinks first={first ? null : path} next={next && listingPath(path, { after: next })} />
        </Section>
      </Columns>
    </NowProvider>
  );
}

function Organisations({ card }: { card: PersonEntry }) {
  return (
    <>
      {card.organisations.map((organisation) => (
        <Link key={organisation.id} to={`/annuaire/${addressOf(organisation)}`} dir="auto">
          {organisation.name}
        </Link>
      ))}
    </>
  );
}

function Card({ card: { reach, phone, email, themes, languages } }: { card: PersonEntry }) {
  const t = useMessages();
  const { languageLabel } = useVocabulary();
  return (
    <Section id="contact" title={t("person.contact")}>
      <Facts
        facts={[
          { term: t("person.reach"), value: reach },
          { term: t("person.phone"), value: phone && <PhoneLink number={phone} /> },
          { term: t("person.email"), value: email && <MailLink address={email} /> },
          { term: t("person.themes"), value: themes.join(", ") },
          { term: t("person.languages"), value: languages.map(languageLabel).join(", ") },
        ]}
      />
    </Section>
  );
}

function ContributionRow({ contribution }: { contribution: Contribution }) {
  const t = useMessages();
  const { id, kind, place, title, excerpt, organisation, at } = contribution;
  return (
    <Row
      title={title}
      to={kind === "post" ? postPath(place, id) : documentPath(place)}
      level={3}
      meta={<Dotted parts={[t(`person.${kind}`), organisation, <RelativeTime key="at" at={at} />]} />}
    >
      {excerpt && <p dir="auto">{excerpt}</p>}
    </Row>
  );
}
