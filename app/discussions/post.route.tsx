import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { parseForm } from "../http/form.server";
import { keepFormOnNetworkError } from "../http/keep-form";
import { saying } from "../http/saying";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { TextArea } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { maxBodyLength } from "../writing/body";
import { useMessages as useWritingMessages } from "../writing/messages";
import { RefusalNotice, RefusedWords } from "../writing/refusal-notice";
import { readRefusal, shownForm } from "../writing/refusals";
import { whyReadOnly, writeOrShow } from "../writing/refusals.server";
import { UnansweredNotice } from "../writing/unanswered-notice";
import { WritingHelp } from "../writing/writing-help";
import { useMessages } from "./messages";
import { editPost, findOwnPost } from "./posts.server";
import { editedPostSchema } from "./posts-form.server";
import { postPath } from "./threads";

export const handle = {
  messages: ["discussions.edit", "writing.unanswered", "writing.composer", "writing.help"],
};
export const meta = pageMeta("discussions.edit.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { id, body, thread } = await findOwnPost(viewer, ...placeIn(args));
  const refusal = await whyReadOnly(viewer, thread.spaceId);
  return data({ id, body, thread, refusal }, { status: refusal ? 403 : 200 });
}

/** Saves an edit of the viewer's own post. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, editedPostSchema);
  if (submission.status !== "success") {
    const shown = shownForm(submission.payload, readRefusal(submission));
    return data(shown, { status: submission.status ? 400 : 200 });
  }
  const { value, payload } = submission;
  return await writeOrShow(viewer, payload, async () => {
    const { threadId, postId } = await editPost(viewer, ...placeIn(args), value.body);
    return redirect(saying(postPath({ id: threadId }, postId), "saved"));
  });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

const placeIn = ({ params }: LoaderFunctionArgs) =>
  [idFromAddress(params.thread), idFromAddress(params.post)] as const;

export default function EditPostPage() {
  const { id, body, thread, refusal } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof clientAction>();
  const t = useMessages();
  const writing = useWritingMessages();
  const form = shown && "body" in shown ? shown : null;
  const wrong = form?.refusal === "required" || form?.refusal === "tooLong" ? form.refusal : null;
  const refused = wrong ? null : (refusal ?? form?.refusal);
  const error = wrong && writing(`composer.refused.${wrong}`, { most: maxBodyLength });
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: thread.title, to: postPath(thread, id) }]}
        title={t("edit.title")}
        lead={t("edit.lead")}
      />
      {shown && "unanswered" in shown && <UnansweredNotice />}
      {refused && <RefusalNotice refusal={refused} />}
      {refusal ? (
        <RefusedWords body={form?.body ?? body} />
      ) : (
        <Form method="post" className="form">
          <TextArea
            id="message"
            name="body"
            label={writing("composer.label")}
            rows={10}
            defaultValue={form?.body ?? body}
            errors={error || undefined}
            required
          />
          <WritingHelp />
          <div className="line">
            <SubmitButton icon={Save}>{t("edit.submit")}</SubmitButton>
            <ButtonLink kind="quiet" to={postPath(thread, id)}>
              {t("edit.cancel")}
            </ButtonLink>
          </div>
        </Form>
      )}
    </div>
  );
}
