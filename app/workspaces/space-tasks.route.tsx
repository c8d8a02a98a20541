import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import attachedStyles from "../files/attached.css?url";
import { listAttachments } from "../files/attachments.server";
import { ThingAttachments } from "../files/thing-attachments";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { readCursor } from "../http/pagination";
import { safePath } from "../http/redirects";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Plus } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { useMessages } from "./messages";
import { readRemoved, removedPath } from "./removed-items";
import { isRestorable } from "./removed-items.server";
import { RemovedNotice } from "./removed-notice";
import { SpaceHead } from "./space-head";
import { findOpenSpace } from "./space-pages.server";
import { spacePath } from "./spaces";
import { TaskRows } from "./task-rows";
import { maxTaskLength } from "./tasks";
import { changeTasks, countTasks, listAssignees, listTasks } from "./tasks.server";
import { taskActionSchema } from "./tasks-form.server";

const groups = ["head", "sign", "task", "tasks", "removed"];
export const handle = {
  messages: [...groups.map((group) => `workspaces.${group}`), "files.attached", "files.kind"],
};
export const links = () => [{ rel: "stylesheet", href: attachedStyles }];
export const meta = pageMeta("workspaces.tasks.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  const params = new URL(args.request.url).searchParams;
  const list = params.get("liste") === "faites" ? ("done" as const) : ("open" as const);
  const after = readCursor(params.get("apres"));
  const removed = readRemoved(params);
  const [tasks, counts, assignees, restorable] = await Promise.all([
    listTasks(viewer, space, { list, after }),
    countTasks(viewer, space),
    space.writes ? listAssignees(viewer, space.id) : [],
    space.writes && removed ? isRestorable("task", { id: removed, spaceId: space.id }) : false,
  ]);
  const attached = await listAttachments(
    viewer,
    "task",
    tasks.tasks.map(({ id }) => id),
  );
  return {
    attached: Object.fromEntries(attached),
    space,
    list,
    ...tasks,
    counts,
    assignees,
    removed: restorable ? removed : null,
    key: newIdempotencyKey(),
  };
}

/** Adds, ticks off, removes or restores a task, then redirects to the page of the form. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.space);
  const submission = await parseForm(args.request, taskActionSchema);
  const back = spacePath({ id: id ?? "" }, "taches");
  if (submission.status === "success") {
    await changeTasks(viewer, id, submission.value);
    if (submission.value.what === "remove") return redirect(removedPath(back, submission.value.task));
    if (submission.value.what === "restore") return redirect(back);
    const from = args.request.headers.get("Referer") ?? "";
    const there = URL.canParse(from) ? new URL(from) : null;
    const ours = there && there.host === new URL(args.request.url).host;
    return redirect(ours ? safePath(there.pathname + there.search, back) : back);
  }
  const { title, due, what } = submission.payload as Record<string, unknown>;
  if (what !== "add" || submission.error?.key || submission.error?.assignee) badRequest();
  return data(
    {
      errors: { title: submission.error?.title ?? [], due: submission.error?.due ?? [] },
      title: typeof title === "string" ? title : "",
      due: typeof due === "string" ? due : "",
    },
    { status: submission.status ? 400 : 200 },
  );
}

export default function SpaceTasksPage() {
  const { space, list, tasks, attached, next, counts, removed, assignees } = useLoaderData<typeof loader>();
  const t = useMessages();
  const here = spacePath(space, "taches");
  const done = list === "done";
  return (
    <div className="flow">
      <SpaceHead space={space} title={t("tasks.title")} lead={t("tasks.counts", counts)} />
      {removed && <RemovedNotice kind="task" id={removed} action={here} />}
      {space.writes && !done && <NewTask />}
      <Section
        id="liste"
        title={t(done ? "tasks.done" : "tasks.open")}
        more={
          <Link to={done ? here : `${here}?liste=faites`}>{t(done ? "tasks.toOpen" : "tasks.toDone")}</Link>
        }
      >
        {tasks.length === 0 ? (
          <EmptyState drawing="tasks" title={t("tasks.empty")} level={3}>
            {t("tasks.emptyHelp")}
          </EmptyState>
        ) : (
          <TaskRows
            tasks={tasks}
            writes={space.writes}
            label={t(done ? "tasks.done" : "tasks.open")}
            assignees={assignees}
            below={(task) => (
              <ThingAttachments kind="task" thing={task} files={attached[task.id]} writes={space.writes} />
            )}
          />
        )}
        {next && (
          <p>
            <Link
              to={`${here}?${new URLSearchParams({ ...(done && { liste: "faites" }), apres: next })}`}
              rel="next"
            >
              {t("tasks.more")}
            </Link>
          </p>
        )}
      </Section>
    </div>
  );
}

function NewTask() {
  const { assignees, key } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const t = useMessages();
  const words = (errors: readonly string[] | undefined) =>
    errors?.map((error) =>
      t(error === "field.tooLong" ? "tasks.tooLong" : "tasks.required", { most: maxTaskLength }),
    );
  return (
    <Form method="post" className="form form-line" key={key}>
      <input type="hidden" name="what" value="add" />
      <input type="hidden" name="key" value={key} />
      <TextField
        name="title"
        label={t("tasks.what")}
        defaultValue={shown?.title}
        errors={words(shown?.errors.title)}
        maxLength={maxTaskLength}
        required
      />
      {assignees.length > 0 && (
        <SelectField
          name="assignee"
          label={t("tasks.who")}
          placeholder={t("tasks.nobody")}
          options={assignees.map(({ id, name }) => ({ value: id, label: name }))}
          optional
        />
      )}
      <TextField
        type="date"
        name="due"
        label={t("tasks.when")}
        defaultValue={shown?.due}
        errors={shown?.errors.due.map(() => t("tasks.noDay"))}
        optional
      />
      <SubmitButton icon={Plus}>{t("tasks.add")}</SubmitButton>
    </Form>
  );
}
