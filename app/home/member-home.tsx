import type { NetworkStanding } from "../authorization/viewer";
import { LatestThreads } from "../discussions/latest-threads";
import type { ThreadCard } from "../discussions/threads";
import type { DocumentCard } from "../documents/documents";
import { LatestDocuments } from "../documents/latest-documents";
import { addressOf } from "../http/addresses";
import type { Asking } from "../notices/notices";
import { OrganisationBadges } from "../organisations/badges";
import type { OrganisationCard } from "../organisations/organisations";
import type { ThemeCard } from "../themes/themes";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Columns, Section } from "../ui/columns";
import { ScrollText } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { RegionTiles } from "../ui/region-tiles";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import type { DateCard } from "../workspaces/dates";
import type { TaskCard } from "../workspaces/tasks";
import { useMessages } from "./messages";
import { MyAsking, MyDates, MySpaces, MyTasks, type SpaceMovement } from "./my-work";

interface MemberHomeProps {
  standing: NetworkStanding | "auditor";
  organisations: OrganisationCard[];
  themes: ThemeCard[];
  threads: ThreadCard[];
  documents: DocumentCard[];
  /** What waits for the reader, and their own tasks, dates and spaces. */
  work: { asking: Asking; spaces: SpaceMovement[]; tasks: TaskCard[]; dates: DateCard[]; writes: boolean };
  /** The server's current time. */
  now: string;
  directory: { total: number; members: number; regions: { code: string; name: string; count: number }[] };
}

/** The member's home page: current work of the network, and the directory. */
export function MemberHome(props: MemberHomeProps) {
  const { standing, organisations, themes, threads, documents, work, now, directory } = props;
  const t = useMessages();
  return (
    <>
      <PageHeader
        title={t("greeting")}
        lead={t(`lead.${standing}`)}
        actions={
          standing === "auditor" && (
            <ButtonLink kind="main" icon={ScrollText} to="/journal">
              {t("auditor.record")}
            </ButtonLink>
          )
        }
      />
      <Columns
        asideLabel={t("aside")}
        aside={
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
        }
      >
        <MyAsking asking={work.asking} />
        <MyTasks tasks={work.tasks} writes={work.writes} />
        <MyDates dates={work.dates} />
        <LatestThreads threads={threads} now={now} />
        <MySpaces spaces={work.spaces} />
        <LatestDocuments documents={documents} />
        {organisations.length > 0 && <OwnOrganisations organisations={organisations} />}
        <Section id="themes" title={t("themes")}>
          <Rows label={t("themes")}>
            {themes.map((theme) => (
              <Row key={theme.id} title={theme.name} to={`/themes/${addressOf(theme)}`} level={3} />
            ))}
          </Rows>
        </Section>
      </Columns>
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
            avatar={<Avatar kind="organisation" name={organisation.name} acronym={organisation.acronym} />}
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
