import type { ReactNode } from "react";
import { Badge } from "../ui/badge";
import { IconButton, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { CircleAlert, Trash2 } from "../ui/icons";
import { InlineEdit } from "../ui/inline-edit";
import { SelectField, TextField } from "../ui/inputs";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { spacePath } from "./spaces";
import { TaskTick } from "./task-tick";
import { maxTaskLength, type TaskCard } from "./tasks";

interface TaskRowsProps {
  tasks: readonly TaskCard[];
  label: string;
  /** The viewer may tick tasks off. */
  writes: boolean;
  /** Shows the space of each task; not needed on the page of one space. */
  withSpace?: boolean;
  /** What stands below a task. */
  below?: (task: TaskCard) => ReactNode;
  /** The people a task may be given to: with them, tasks can be changed in their place. */
  assignees?: readonly { id: string; name: string }[];
}

/** Tasks with title, assignee and due day. Late tasks are marked in words too, not only by colour. */
export function TaskRows({ tasks, label, writes, withSpace, assignees, below }: TaskRowsProps) {
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
          actions={
            writes &&
            !withSpace && (
              <>
                {assignees && !task.doneAt && <EditTask task={task} assignees={assignees} />}
                <Remove task={task} />
              </>
            )
          }
        >
          {below?.(task)}
        </Row>
      ))}
    </Rows>
  );
}

interface EditTaskProps {
  task: TaskCard;
  assignees: readonly { id: string; name: string }[];
}

function EditTask({ task, assignees }: EditTaskProps) {
  const t = useMessages();
  return (
    <InlineEdit label={t("task.edit", { title: task.title })}>
      <Form method="post" action={spacePath(task.space, "taches")} className="form">
        <input type="hidden" name="what" value="change" />
        <input type="hidden" name="task" value={task.id} />
        <TextField
          name="title"
          label={t("task.what")}
          defaultValue={task.title}
          maxLength={maxTaskLength}
          required
        />
        {assignees.length > 0 && (
          <SelectField
            name="assignee"
            label={t("task.who")}
            placeholder={t("task.nobody")}
            options={assignees.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={task.assignee?.id}
          />
        )}
        <TextField type="date" name="due" label={t("task.when")} defaultValue={task.due ?? ""} optional />
        <SubmitButton>{t("task.save")}</SubmitButton>
      </Form>
    </InlineEdit>
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
