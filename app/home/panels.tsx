import { CalendarClock, Gauge, Sparkles, SquareCheckBig } from "../ui/icons";
import { Panel, PanelList } from "../ui/panel";
import { Time } from "../ui/time";
import { DateMoment } from "../workspaces/date-moment";
import type { DateCard } from "../workspaces/dates";
import { spacePath } from "../workspaces/spaces";
import { TaskTick } from "../workspaces/task-tick";
import type { TaskCard } from "../workspaces/tasks";
import { type Decision, decisionPath } from "./decisions";
import { useMessages } from "./messages";

/** What waits for a decision of the reader; renders nothing when nothing does. */
export function DecisionsPanel({ decisions }: { decisions: readonly Decision[] }) {
  const t = useMessages();
  if (decisions.length === 0) return null;
  return (
    <Panel
      id="a-decider"
      title={t("decide")}
      icon={Gauge}
      count={decisions.reduce((sum, { count }) => sum + count, 0)}
    >
      <PanelList
        label={t("decide")}
        items={decisions.map((decision) => ({
          key: decision.kind === "entries" ? decision.space.id : decision.kind,
          title: t(`decide.${decision.kind}`, { count: decision.count }),
          to: decisionPath(decision),
          meta: decision.kind === "entries" ? decision.space.name : undefined,
        }))}
      />
    </Panel>
  );
}

/** The reader's open tasks of all spaces. */
export function TasksPanel({ tasks, writes }: { tasks: readonly TaskCard[]; writes: boolean }) {
  const t = useMessages();
  return (
    <Panel id="a-faire" title={t("do")} icon={SquareCheckBig} count={tasks.length}>
      {tasks.length === 0 ? (
        <p className="panel-none">{t("do.none")}</p>
      ) : (
        <PanelList
          label={t("do")}
          items={tasks.map((task) => ({
            key: task.id,
            title: task.title,
            to: spacePath(task.space, "taches"),
            control: writes && <TaskTick task={task} />,
            meta: (
              <>
                {task.space.name}
                {task.due && (
                  <>
                    {" · "}
                    <span className={task.overdue ? "new" : undefined}>
                      {t(task.overdue ? "do.late" : "do.by")} <Time at={task.due} look="short" />
                    </span>
                  </>
                )}
              </>
            ),
          }))}
        />
      )}
    </Panel>
  );
}

export interface SpaceActivity {
  id: string;
  slug: string;
  name: string;
  /** Threads with unread posts. */
  fresh: number;
}

/** The reader's spaces with unread threads. */
export function NewsPanel({ spaces }: { spaces: readonly SpaceActivity[] }) {
  const t = useMessages();
  const fresh = spaces.filter((space) => space.fresh > 0);
  return (
    <Panel
      id="nouveau"
      title={t("news")}
      icon={Sparkles}
      count={fresh.reduce((sum, space) => sum + space.fresh, 0)}
      more={{ to: "/fils", label: t("news.all") }}
    >
      {fresh.length === 0 ? (
        <p className="panel-none">{t("news.none")}</p>
      ) : (
        <PanelList
          label={t("news")}
          items={fresh.map((space) => ({
            key: space.id,
            title: space.name,
            to: spacePath(space, "fils"),
            meta: <span className="new">{t("fresh", { count: space.fresh })}</span>,
          }))}
        />
      )}
    </Panel>
  );
}

/** Upcoming dates of the reader's spaces. */
export function DatesPanel({ dates }: { dates: readonly DateCard[] }) {
  const t = useMessages();
  return (
    <Panel id="bientot" title={t("soon")} icon={CalendarClock}>
      {dates.length === 0 ? (
        <p className="panel-none">{t("soon.none")}</p>
      ) : (
        <PanelList
          label={t("soon")}
          items={dates.map((date) => ({
            key: date.id,
            title: date.title,
            to: spacePath(date.space, "calendrier"),
            meta: (
              <>
                <DateMoment date={date} /> · {date.space.name}
              </>
            ),
          }))}
        />
      )}
    </Panel>
  );
}
