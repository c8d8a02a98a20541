import type { NetworkStanding } from "../authorization/viewer";
import { LatestThreads } from "../discussions/latest-threads";
import type { ThreadCard } from "../discussions/threads";
import type { DocumentCard } from "../documents/documents";
import { LatestDocuments } from "../documents/latest-documents";
import { addressOf } from "../http/addresses";
import { OrganisationBadges } from "../organisations/badges";
import type { OrganisationCard } from "../organisations/organisations";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Columns, Section } from "../ui/columns";
import { ScrollText } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Panels } from "../ui/panel";
import { RegionTiles } from "../ui/region-tiles";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import type { DateCard } from "../workspaces/dates";
import type { TaskCard } from "../workspaces/tasks";
import type { Decision } from "./decisions";
import type { FirstSteps } from "./first-steps";
import { useMessages } from "./messages";
import { DatesPanel, DecisionsPanel, NewsPanel, type SpaceActivity, TasksPanel } from "./panels";
import { WelcomeSteps } from "./welcome-steps";

interface MemberHomeProps {
  firstName: string;
  standing: NetworkStanding | "auditor";
  /** Null when the reader is not new or has done them all. */
  steps: FirstSteps | null;
  decisions: readonly Decision[];
  organisations: OrganisationCard[];
  threads: ThreadCard[];
  documents: DocumentCard[];
  /** The reader's own tasks, dates and spaces. */
  work: { spaces: SpaceActivity[]; tasks: TaskCard[]; dates: DateCard[]; writes: boolean };
  /** The server's current time. */
  now: string;
  directory: { total: number; members: number; regions: { code: string; name: string; count: number }[] };
}

/** The member's home page: what waits for the reader first, then the network's latest work and the directory. */
export function MemberHome(props: MemberHomeProps) {
  const { firstName, standing, steps, decisions, organisations, threads, documents, work, now, directory } =
    props;
  const t = useMessages();
  return (
    <>
      <PageHeader
        title={t("greeting", { name: firstName })}
        lead={t(`lead.${standing}`)}
        actions={
          standing === "auditor" && (
            <ButtonLink kind="main" icon={ScrollText} to="/journal">
              {t("auditor.record")}
            </ButtonLink>
          )
        }
      />
      {steps && <WelcomeSteps done={steps} />}
      {standing !== "auditor" && (
        <Panels>
          <DecisionsPanel decisions={decisions} />
          <TasksPanel tasks={work.tasks} writes={work.writes} />
          <NewsPanel spaces={work.spaces} />
          <DatesPanel dates={work.dates} />
        </Panels>
      )}
      <Columns asideLabel={t("aside")} aside={<DirectoryAside directory={directory} />}>
        <LatestThreads threads={threads} now={now} />
        <LatestDocuments documents={documents} />
        {organisations.length > 0 && <OwnOrganisations organisations={organisations} />}
      </Columns>
    </>
  );
}

function DirectoryAside({ directory }: Pick<MemberHomeProps, "directory">) {
  const t = useMessages();
  return (
    <>
      <Section id="annuaire" title={t("directory.title")}>
        <p className="meta">
          {t("directory.counts", { total: directory.total, members: directory.members })}
        </p>
        <SearchField
          action="/annuaire"
          label={t("directory.search")}
          placeholder={t("directory.placeholder")}
        />
      </Section>
      <Section id="regions" title={t("directory.regions")}>
        <RegionTiles
          label={t("directory.regions")}
          describe={({ name, count }) => t("directory.region", { region: name, count })}
          regions={directory.regions.map((region) => ({
            ...region,
            to: `/annuaire?region=${region.code}`,
          }))}
        />
      </Section>
    </>
  );
}

function OwnOrganisations({ organisations }: { organisations: OrganisationCard[] }) {
  const t = useMessages();
  return (
    <Section id="mes-structures" title={t("own", { count: organisations.length })}>
      <Rows label={t("own", { count: organisations.length })}>
        {organisations.map((organisation) => (
          <Row
            key={organisation.id}
            avatar={
              <Avatar
                kind="organisation"
                name={organisation.name}
                acronym={organisation.acronym}
                picture={organisation.picture}
              />
            }
            title={organisation.name}
            to={`/annuaire/${addressOf(organisation)}`}
            badges={<OrganisationBadges organisation={organisation} />}
            level={3}
          />
        ))}
      </Rows>
    </Section>
  );
}
