import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import attachedStyles from "../files/attached.css?url";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { keepFormOnNetworkError } from "../http/keep-form";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { findTheme, listThemes } from "../themes/themes.server";
import { PageHeader } from "../ui/page-header";
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
  const form = await prepareThread(viewer);
  const { id, slug, name } = await themeIn(args, viewer);
  const themes = await listThemes(viewer, await localeOf(args.request, viewer.locale));
  const options = themes.map((theme) => ({ id: theme.id, name: theme.name }));
  return data({ theme: { id, slug, name }, themes: options, form }, { status: form.refusal ? 403 : 200 });
}

/** Creates a thread with its first post. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newThreadSchema);
  if (submission.status === "success") {
    const { id } = await themeIn(args, viewer);
    const { payload } = submission;
    const { theme, tags, ...thread } = submission.value;
    const themeIds = theme.length > 0 ? theme : [id];
    return await writeOrShow(viewer, payload, async () => {
      const { threadId } = await startThread(viewer, { themeIds, tags }, thread);
      return redirect(threadPath({ id: threadId }));
    });
  }
  if (submission.error?.key || submission.error?.theme) badRequest();
  const errors = { title: submission.error?.title ?? [], body: submission.error?.body ?? [] };
  return data({ ...shownForm(submission.payload, null), errors }, { status: submission.status ? 400 : 200 });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

async function themeIn(args: LoaderFunctionArgs, viewer: Viewer) {
  const locale = await localeOf(args.request, viewer.locale);
  return await findTheme(viewer, idFromAddress(args.params.theme), locale);
}

export default function NewThreadPage() {
  const { theme, themes, form } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof clientAction>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: theme.name, to: `/themes/${addressOf(theme)}` }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <NewThreadForm form={form} place={theme.id} shown={shown}>
        <ThreadFields themes={themes} chosen={[theme.id]} />
      </NewThreadForm>
    </div>
  );
}
