import { Badge } from "../ui/badge";
import { IconButton } from "../ui/button";
import { Form } from "../ui/form";
import { CircleAlert, Trash2 } from "../ui/icons";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { spacePath } from "./spaces";
import { TaskTick } from "./task-tick";
import type { TaskCard } from "./tasks";

interface TaskRowsProps {
  tasks: readonly TaskCard[];
  label: string;
  /** The viewer may tick tasks off. */
  writes: boolean;
  /** Shows the space of each task; not needed on the page of one space. */
  withSpace?: boolean;
}

/** Tasks with title, assignee and due day. Late tasks are marked in words too, not only by colour. */
export function TaskRows({ tasks, label, writes, withSpace }: TaskRowsProps) {
  const t = useMessages();
  return (
    <Rows label={label}>
      {tasks.map((task) => (
        <Row
          key={task.id}
          avatar={writes ? <TaskTick task={task} /> : undefined}
          title={task.doneAt ? <s>{task.title}</s> : task.title}
          to={withSpace ? spacePath(task.space, "taches") : undefined}
          badges={
            task.overdue && (
              <Badge tone="alert" icon={CircleAlert}>
                {t("task.overdue")}
              </Badge>
            )
          }
          meta={<TaskMeta task={task} withSpace={withSpace} />}
          actions={writes && !withSpace && <Remove task={task} />}
        />
      ))}
    </Rows>
  );
}

function Remove({ task: { id, title, space } }: { task: TaskCard }) {
  const t = useMessages();
  return (
    <Form method="post" action={spacePath(space, "taches")}>
      <input type="hidden" name="what" value="remove" />
      <input type="hidden" name="task" value={id} />
      <IconButton type="submit" icon={Trash2} label={t("task.remove", { title })} />
    </Form>
  );
}

function TaskMeta({ task, withSpace }: { task: TaskCard; withSpace?: boolean }) {
  const t = useMessages();
  const parts = [
    withSpace && <span key="space">{task.space.name}</span>,
    task.assignee && <span key="who">{task.assignee.me ? t("task.me") : task.assignee.name}</span>,
    task.due && (
      <span key="due" className={task.overdue ? "new" : undefined}>
        {t("task.by")} <Time at={task.due} look="weekday" />
      </span>
    ),
    task.doneAt && (
      <span key="done">
        {t("task.done")} <Time at={task.doneAt} look="short" />
      </span>
    ),
  ].filter(Boolean);
  return parts.length > 0 ? <span className="dotted">{parts}</span> : null;
}
