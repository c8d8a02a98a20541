import { IconButton } from "../ui/button";
import { Form } from "../ui/form";
import { Square, SquareCheckBig } from "../ui/icons";
import { useMessages } from "./messages";
import { spacePath } from "./spaces";
import type { TaskCard } from "./tasks";

/** The button that ticks a task off, or takes the tick back. */
export function TaskTick({ task: { id, title, doneAt, space } }: { task: TaskCard }) {
  const t = useMessages();
  return (
    <Form method="post" action={spacePath(space, "taches")} preventScrollReset>
      <input type="hidden" name="what" value={doneAt ? "undone" : "done"} />
      <input type="hidden" name="task" value={id} />
      <IconButton
        type="submit"
        icon={doneAt ? SquareCheckBig : Square}
        label={t(doneAt ? "task.undo" : "task.do", { title })}
      />
    </Form>
  );
}
