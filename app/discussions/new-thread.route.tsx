import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, Form, useActionData, useLoaderData } from "@remix-run/react";
import { Send } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { stayIfUnanswered } from "../http/stay";
import type { Viewer } from "../http/viewer";
import { requireViewer, requireWriter } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { findTheme } from "../themes/themes.server";
import { SubmitButton } from "../ui/button";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { longestBody } from "./body";
import { newThreadSchema } from "./posts";
import { shownForm } from "./refusals";
import { useTexts } from "./texts";
import { longestTitle, threadPath } from "./threads";
import { prepareThread, startThread } from "./threads.server";
import { VoiceField } from "./voice-field";
import { WritingHelp } from "./writing-help";

const groups = ["new", "composer", "voice", "help", "unanswered"];
export const handle = { messages: groups.map((group) => `discussions.${group}`) };
export const meta = pageMeta("discussions.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const form = await prepareThread(viewer);
  const { id, slug, name } = await themeIn(args, viewer);
  return { theme: { id, slug, name }, ...form };
}

/** Begins a thread with its first post. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newThreadSchema);
  if (submission.status === "success") {
    const { id } = await themeIn(args, viewer);
    const { threadId } = await startThread(viewer, id, submission.value);
    return redirect(threadPath({ id: threadId }));
  }
  if (submission.error?.key) badRequest();
  const errors = { title: submission.error?.title ?? [], body: submission.error?.body ?? [] };
  return data({ ...shownForm(submission.payload, null), errors }, { status: submission.status ? 400 : 200 });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  stayIfUnanswered(() => serverAction<typeof action>());

async function themeIn(args: LoaderFunctionArgs, viewer: Viewer) {
  const locale = await localeOf(args.request, viewer.locale);
  return await findTheme(viewer, idFromAddress(args.params.theme), locale);
}

export default function NewThreadPage() {
  const { theme, voices, key } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof clientAction>();
  const t = useTexts();
  const form = shown && "body" in shown ? shown : null;
  const words = (errors: readonly string[] | undefined, most: number) =>
    errors?.map((error) => t(error === "field.tooLong" ? "new.tooLong" : "new.required", { most }));
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: theme.name, to: `/themes/${addressOf(theme)}` }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      {shown && "unanswered" in shown && (
        <Notice tone="offline" role="alert" title={t("unanswered.title")}>
          {t("unanswered.help")}
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        <TextField
          name="title"
          label={t("new.titleField")}
          hint={t("new.titleHint")}
          defaultValue={form?.title ?? ""}
          errors={words(form?.errors.title, longestTitle)}
          required
        />
        <TextArea
          name="body"
          label={t("new.body")}
          rows={8}
          defaultValue={form?.body ?? ""}
          errors={words(form?.errors.body, longestBody)}
          required
        />
        <WritingHelp />
        <VoiceField voices={voices} />
        <SubmitButton icon={Send}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
