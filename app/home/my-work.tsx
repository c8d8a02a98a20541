import { NoticeGroupRow } from "../notices/notice-group";
import type { Asking } from "../notices/notices";
import { Section } from "../ui/columns";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { DateRows } from "../workspaces/date-rows";
import type { DateCard } from "../workspaces/dates";
import { spacePath } from "../workspaces/spaces";
import { TaskRows } from "../workspaces/task-rows";
import type { TaskCard } from "../workspaces/tasks";
import { useMessages } from "./messages";

/** What the reader has to decide, and what was given to them to do; renders nothing when nothing waits. */
export function MyAsking({ asking }: { asking: Asking }) {
  const t = useMessages();
  return (
    <>
      {(["decide", "todo"] as const).map(
        (part) =>
          asking[part].length > 0 && (
            <Section
              key={part}
              id={`attente-${part}`}
              title={t(`asking.${part}`)}
              more={<Link to="/notifications">{t("asking.all")}</Link>}
            >
              <Rows label={t(`asking.${part}`)}>
                {asking[part].map((group) => (
                  <NoticeGroupRow key={group.lines[0]?.id} group={group} />
                ))}
              </Rows>
            </Section>
          ),
      )}
    </>
  );
}

interface MyTasksProps {
  tasks: readonly TaskCard[];
  /** Whether the reader may tick them off. */
  writes: boolean;
}

/** The reader's open tasks of all spaces; renders nothing when there are none. */
export function MyTasks({ tasks, writes }: MyTasksProps) {
  const t = useMessages();
  if (tasks.length === 0) return null;
  return (
    <Section id="mes-taches" title={t("tasks")}>
      <TaskRows tasks={tasks} writes={writes} label={t("tasks")} withSpace />
    </Section>
  );
}

/** Upcoming dates of the reader's spaces. */
export function MyDates({ dates }: { dates: readonly DateCard[] }) {
  const t = useMessages();
  if (dates.length === 0) return null;
  return (
    <Section id="mes-echeances" title={t("dates")}>
      <DateRows dates={dates} label={t("dates")} withSpace />
    </Section>
  );
}

export interface SpaceMovement {
  id: string;
  slug: string;
  name: string;
  fresh: number;
}

/** The reader's spaces, most recently visited first, with their activity since. */
export function MySpaces({ spaces }: { spaces: readonly SpaceMovement[] }) {
  const t = useMessages();
  if (spaces.length === 0) return null;
  return (
    <Section id="mes-espaces" title={t("spaces")} more={<Link to="/espaces">{t("allSpaces")}</Link>}>
      <Rows label={t("spaces")}>
        {spaces.map((space) => (
          <Row
            key={space.id}
            title={space.name}
            to={spacePath(space)}
            level={3}
            unread={space.fresh > 0}
            meta={
              space.fresh > 0 ? <span className="new">{t("fresh", { count: space.fresh })}</span> : t("quiet")
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
