import type { ReactNode } from "react";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Columns, Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { CalendarPlus, FilePlus2, LogIn, MessageSquarePlus } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { DateRows } from "./date-rows";
import type { DateCard } from "./dates";
import { EntryAside } from "./entry-aside";
import { useMessages } from "./messages";
import { maxPins } from "./pins";
import { SpaceHead } from "./space-head";
import type { SpacePage } from "./space-pages";
import { spacePath } from "./spaces";
import { TaskRows } from "./task-rows";
import type { TaskList } from "./tasks";

interface Inside {
  tasks: TaskList;
  counts: { open: number; late: number };
  dates: DateCard[];
  people: { people: number; organisations: number } | null;
}

interface SpaceHomeProps {
  space: SpacePage;
  /** The action just done. */
  said: string | null;
  inside: Inside;
  /** Rendered by other rooms; null when empty. `more` means that the list is longer than shown. */
  pinned: ReactNode;
  threads: { rows: ReactNode; more: boolean };
  documents: { rows: ReactNode; more: boolean };
  /** The menu that sets how loud the space is for the reader. */
  level: ReactNode;
}

/** Recent activity in a space. */
export function SpaceHome({ space, said, inside, pinned, threads, documents, level }: SpaceHomeProps) {
  const t = useMessages();
  const { tasks, counts, dates, people } = inside;
  const aside = <HomeAside space={space} dates={dates} people={people} />;
  return (
    <>
      <StatusMessage said={said} />
      <SpaceHead
        space={space}
        actions={
          <>
            <HomeActions space={space} />
            {level}
          </>
        }
      />
      <Closed space={space} />
      <Columns asideLabel={t("home.aside")} aside={aside}>
        {space.description && (
          <div className="prose">
            {space.description.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph} dir="auto">
                {paragraph}
              </p>
            ))}
          </div>
        )}
        {pinned && (
          <Section id="epingles" title={t("home.pinned")}>
            {pinned}
          </Section>
        )}
        <Section
          id="fils"
          title={t("home.threads")}
          more={threads.more && <Link to={spacePath(space, "fils")}>{t("home.allThreads")}</Link>}
        >
          {threads.rows ?? <EmptyLine drawing="conversation">{t("home.noThread")}</EmptyLine>}
        </Section>
        <Section
          id="taches"
          title={t("home.tasks", { late: counts.late })}
          more={<Link to={spacePath(space, "taches")}>{t("home.allTasks", { count: counts.open })}</Link>}
        >
          {tasks.tasks.length === 0 ? (
            <EmptyLine drawing="tasks">{t("home.noTask")}</EmptyLine>
          ) : (
            <TaskRows tasks={tasks.tasks} writes={space.writes} label={t("home.tasks", { late: 0 })} />
          )}
        </Section>
        <Section
          id="textes"
          title={t("home.documents")}
          more={documents.more && <Link to={spacePath(space, "textes")}>{t("home.allDocuments")}</Link>}
        >
          {documents.rows ?? <EmptyLine drawing="document">{t("home.noDocument")}</EmptyLine>}
        </Section>
      </Columns>
    </>
  );
}

function HomeActions({ space }: { space: SpacePage }) {
  const t = useMessages();
  if (!space.writes) return <JoinButton space={space} />;
  return (
    <>
      <ButtonLink kind="main" icon={MessageSquarePlus} to={spacePath(space, "fils/nouveau")}>
        {t("home.startThread")}
      </ButtonLink>
      <ButtonLink icon={FilePlus2} to={`/textes/nouveau?espace=${space.id}`}>
        {t("home.startDocument")}
      </ButtonLink>
    </>
  );
}

/** Joins a space open to the network, without a request. */
function JoinButton({ space }: { space: SpacePage }) {
  const t = useMessages();
  if (space.inside || space.kind === "network" || space.state !== "active" || space.visibility !== "network")
    return null;
  return (
    <Form method="post">
      <input type="hidden" name="what" value="join" />
      <SubmitButton icon={LogIn}>{t("entry.join")}</SubmitButton>
    </Form>
  );
}

/** The action just done, or why it was not done. */
export function StatusMessage({ said }: { said: string | null }) {
  const t = useMessages();
  if (said === "join" || said === "accept") return <Flash>{t("done.joined")}</Flash>;
  if (said === "request") return <Flash>{t("done.requested")}</Flash>;
  if (said === "withdraw") return <Flash tone="info">{t("done.withdrawn")}</Flash>;
  if (said === "last") return <Flash tone="error">{t("done.last")}</Flash>;
  if (said === "lapsed") return <Flash tone="error">{t("done.lapsed")}</Flash>;
  if (said === "reason") return <Flash tone="error">{t("done.reason")}</Flash>;
  if (said === "pin" || said === "unpin") return <Flash>{t(`done.${said}`)}</Flash>;
  if (said === "full") return <Flash tone="error">{t("done.full", { most: maxPins })}</Flash>;
  if (said === "moved") return <Flash>{t("done.moved")}</Flash>;
  return null;
}

function Closed({ space }: { space: SpacePage }) {
  const t = useMessages();
  if (space.state !== "archived") return null;
  return (
    <Notice tone="info" title={t("home.archived")}>
      {t("home.archivedHelp")}
    </Notice>
  );
}

function HomeAside({ space, dates, people }: Pick<Inside, "dates" | "people"> & { space: SpacePage }) {
  const t = useMessages();
  return (
    <>
      <Section
        id="echeances"
        title={t("home.dates")}
        more={<Link to={spacePath(space, "calendrier")}>{t("home.allDates")}</Link>}
      >
        {dates.length === 0 ? (
          <EmptyLine drawing="calendar">{t("home.noDate")}</EmptyLine>
        ) : (
          <DateRows dates={dates} label={t("home.dates")} />
        )}
        {space.writes && dates.length === 0 && (
          <p>
            <ButtonLink small icon={CalendarPlus} to={spacePath(space, "calendrier")}>
              {t("home.addDate")}
            </ButtonLink>
          </p>
        )}
      </Section>
      {people && (
        <Section
          id="membres"
          title={t("home.members")}
          more={<Link to={spacePath(space, "membres")}>{t("home.allMembers")}</Link>}
        >
          <p className="meta">
            {space.kind === "network" ? t("home.everybody") : t("home.people", { ...people })}
          </p>
        </Section>
      )}
      <EntryAside space={space} />
    </>
  );
}
