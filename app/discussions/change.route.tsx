import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { listThemes } from "../themes/themes.server";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import { threadChangeSchema } from "./posts-form.server";
import { changeThread, findChangeable } from "./thread-changes.server";
import { ThreadFields } from "./thread-fields";
import { maxTitleLength, readTags, threadDonePath, threadPath } from "./threads";

export const handle = { messages: ["discussions.new", "discussions.change"] };
export const meta = pageMeta("discussions.change.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const thread = await findChangeable(viewer, idFromAddress(args.params.thread));
  const themes = await listThemes(viewer, await localeOf(args.request, viewer.locale));
  return { thread, themes: themes.map(({ id, name }) => ({ id, name })) };
}

/** Changes the title, the themes and the tags of a thread. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.thread);
  await findChangeable(viewer, id);
  const submission = await parseForm(args.request, threadChangeSchema);
  if (submission.status !== "success") {
    const { title = [], theme, ...others } = submission.error ?? {};
    if (theme) badRequest();
    const { payload } = submission;
    const words = { title: String(payload.title ?? ""), tags: readTags(String(payload.tags ?? "")) };
    return data(
      { words, title: title ?? [], tags: Object.values(others).flatMap((each) => each ?? []) },
      { status: 400 },
    );
  }
  await changeThread(viewer, id, submission.value);
  return redirect(threadDonePath(String(id), "changed"));
}

export default function ChangeThreadPage() {
  const { thread, themes } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader crumbs={[{ label: thread.title, to: threadPath(thread) }]} title={t("change.title")} />
      <Form method="post" className="form">
        <TextField
          name="title"
          label={t("new.titleField")}
          defaultValue={refused?.words.title ?? thread.title}
          errors={refused?.title.map((error) =>
            t(error === "field.tooLong" ? "new.tooLong" : "new.required", { most: maxTitleLength }),
          )}
          required
        />
        <ThreadFields
          themes={themes}
          chosen={thread.themes}
          tags={refused?.words.tags ?? thread.tags}
          tagErrors={refused?.tags}
        />
        <div className="line">
          <SubmitButton icon={Save}>{t("change.submit")}</SubmitButton>
          <ButtonLink kind="quiet" to={threadPath(thread)}>
            {t("change.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
