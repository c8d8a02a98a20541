import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { keepFormOnNetworkError } from "../http/keep-form";
import { localeOf } from "../i18n/locale.server";
import { LevelMenu } from "../notices/level-menu";
import { findLevel } from "../notices/levels.server";
import { markThingRead } from "../notices/notices.server";
import { recordVisit } from "../search/recent.server";
import { now } from "../services/services.server";
import { namedMeta } from "../shell/page-meta";
import { Flash } from "../ui/flash";
import { readRefusal, type ShownForm, shownForm } from "../writing/refusals";
import { orWords, writeOrShow } from "../writing/refusals.server";
import { NowProvider } from "../writing/relative-time";
import discussionStyles from "./discussions.css?url";
import { findReadable, keepRefused } from "./drafts-and-marks.server";
import { useMessages } from "./messages";
import { writePost } from "./posts.server";
import { newPostSchema } from "./posts-form.server";
import { ThreadView } from "./thread-page";
import { isThreadAct, readPostWindow, threadPath, withDraft, withQuoted } from "./threads";
import { findThread } from "./threads.server";

const groups = ["thread", "changed", "aside", "post", "reactions", "presence", "typing", "arrivals"];
export const handle = {
  messages: [
    ...groups.map((group) => `discussions.${group}`),
    ...["composer", "drafts", "format", "voice", "help", "moment"].map((group) => `writing.${group}`),
    ...["attached", "upload", "refusal", "kind"].map((group) => `files.${group}`),
    "workspaces.sign",
    "workspaces.acts",
    "notices.level",
  ],
};
export const links = () => [{ rel: "stylesheet", href: discussionStyles }];
export const meta = namedMeta<{ thread: { title: string } }>(({ thread }) => thread.title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { searchParams } = new URL(args.request.url);
  const locale = await localeOf(args.request, viewer.locale);
  const id = idFromAddress(args.params.thread);
  const found = await findThread(viewer, id, readPostWindow(searchParams), locale);
  const thread = withQuoted(withDraft(found, searchParams.get("brouillon")), searchParams.get("citer"));
  const [level] = await Promise.all([
    findLevel(viewer, "thread", thread.id),
    recordVisit(viewer, "thread", thread.id),
    markThingRead(viewer, "thread", thread.id),
  ]);
  return { thread, level, changed: searchParams.get("fait"), now: now().toISOString() };
}

/** Writes a post. The form is shown again with its words after a refusal, or when its sender had to sign in. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.thread);
  const submission = await parseForm(args.request, newPostSchema);
  if (submission.status === "success") {
    const { value, payload } = submission;
    const write = async () => {
      const { postId, threadId, otherWords } = await writePost(viewer, id, value);
      if (!otherWords) return redirect(`${threadPath({ id: threadId })}#message-${postId}`);
      return data(shownForm(payload, "otherWords"), { status: 409 });
    };
    return await writeOrShow(viewer, payload, write, () => keepRefused(viewer, id, value));
  }
  const { key, draft, draftAt } = submission.error ?? {};
  if (key || draft || draftAt) badRequest();
  await orWords(submission.payload, () => findReadable(viewer, id));
  return data(shownForm(submission.payload, readRefusal(submission)), {
    status: submission.status ? 400 : 200,
  });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

export default function ThreadRoute() {
  const { thread, level, changed, now } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof clientAction>();
  const t = useMessages();
  const form: ShownForm | undefined = shown && "body" in shown ? shown : undefined;
  const refusal = shown && "unanswered" in shown ? "unanswered" : (form?.refusal ?? null);
  return (
    <NowProvider now={now}>
      {isThreadAct(changed) && <Flash>{t(`changed.${changed}`)}</Flash>}
      <ThreadView
        thread={thread}
        level={<LevelMenu level={level} />}
        given={form?.body ?? null}
        refusal={refusal}
      />
    </NowProvider>
  );
}
