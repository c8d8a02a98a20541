import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import attachedStyles from "../files/attached.css?url";
import { idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { keepFormOnNetworkError } from "../http/keep-form";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { listThemes } from "../themes/themes.server";
import { PageHeader } from "../ui/page-header";
import { spacePath } from "../workspaces/spaces";
import { shownForm } from "../writing/refusals";
import { writeOrShow } from "../writing/refusals.server";
import { useMessages } from "./messages";
import { NewThreadForm } from "./new-thread-form";
import { newThreadSchema } from "./posts-form.server";
import { ThreadFields } from "./thread-fields";
import { threadPath } from "./threads";
import { prepareThread, startThread } from "./threads.server";

const messages = [
  "discussions.new",
  "writing.composer",
  "writing.voice",
  "writing.help",
  "writing.unanswered",
  "files.attached",
  "files.upload",
  "files.refusal",
];
export const links = () => [{ rel: "stylesheet", href: attachedStyles }];
export const handle = { messages };
export const meta = pageMeta("discussions.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.space) ?? notFound();
  const form = await prepareThread(viewer, id);
  const themes = await listThemes(viewer, await localeOf(args.request, viewer.locale));
  const options = themes.map(({ id, name }) => ({ id, name }));
  return data({ form, themes: options }, { status: form.refusal ? 403 : 200 });
}

/** Creates a thread of a space with its first post, with or without a theme. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newThreadSchema);
  if (submission.status === "success") {
    const spaceId = idFromAddress(args.params.space) ?? notFound();
    const { theme, tags, ...thread } = submission.value;
    const place = { spaceId, themeIds: theme, tags };
    return await writeOrShow(viewer, submission.payload, async () => {
      const { threadId } = await startThread(viewer, place, thread);
      return redirect(threadPath({ id: threadId }));
    });
  }
  if (submission.error?.key || submission.error?.theme) badRequest();
  const errors = { title: submission.error?.title ?? [], body: submission.error?.body ?? [] };
  return data({ ...shownForm(submission.payload, null), errors }, { status: submission.status ? 400 : 200 });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

export default function NewSpaceThreadPage() {
  const { form, themes } = useLoaderData<typeof loader>();
  const { space } = form;
  const shown = useActionData<typeof clientAction>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: space.name, to: spacePath(space) }]}
        title={t("new.title")}
        lead={t("new.spaceLead", { space: space.name })}
      />
      <NewThreadForm form={form} place={space.id} shown={shown}>
        <ThreadFields themes={themes} />
      </NewThreadForm>
    </div>
  );
}
