import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { mayWrite } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import styles from "../recommendations/recommendations.css?url";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Handshake, Plus } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { addDialogue } from "./dialogue-acts.server";
import { dialoguePath, formats, maxLengths } from "./dialogues";
import { listDialogues } from "./dialogues.server";
import { newDialogueSchema } from "./dialogues-form.server";
import { useMessages } from "./messages";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = { messages: ["dialogues.list", "dialogues.state", "dialogues.format"] };
export const meta = pageMeta("dialogues.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { dialogues: await listDialogues(viewer), writes: mayWrite(viewer), key: newIdempotencyKey() };
}

/** Adds a dialogue. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newDialogueSchema);
  if (submission.status === "success") {
    return redirect(dialoguePath(await addDialogue(viewer, submission.value)));
  }
  if (submission.error?.key || submission.error?.format || submission.error?.previous) badRequest();
  return data({ wrong: true }, { status: 400 });
}

export default function DialoguesPage() {
  const { dialogues, writes, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
      {answer?.wrong && <Notice tone="error" role="alert" title={t("list.wrong")} />}
      {dialogues.length === 0 ? (
        <EmptyState icon={Handshake} title={t("list.empty")}>
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("list.title")}>
          {dialogues.map((dialogue) => (
            <Row
              key={dialogue.id}
              level={2}
              title={dialogue.title}
              to={dialoguePath(dialogue)}
              badges={
                <Badge tone={dialogue.state === "closed" ? "leaf" : "neutral"}>
                  {t(`state.${dialogue.state}`)}
                </Badge>
              }
              kicker={
                <>
                  <Time at={dialogue.startsOn} />
                  {dialogue.place}
                </>
              }
              meta={[
                t(`format.${dialogue.format}`),
                t("list.present", { count: dialogue.present }),
                t("list.commitments", { count: dialogue.commitments }),
              ].join(" · ")}
            />
          ))}
        </Rows>
      )}
      {writes && (
        <details className="disclosure">
          <summary>{t("list.new")}</summary>
          <Form method="post" className="form" key={key}>
            <input type="hidden" name="key" value={key} />
            <TextField name="title" label={t("list.name")} maxLength={maxLengths.title} required />
            <TextArea
              name="subject"
              label={t("list.subject")}
              rows={2}
              maxLength={maxLengths.subject}
              optional
            />
            <TextField type="number" min={1} max={999} name="edition" label={t("list.edition")} optional />
            <SelectField
              name="format"
              label={t("list.format")}
              options={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
            />
            <TextField name="place" label={t("list.place")} maxLength={maxLengths.place} optional />
            <TextField type="date" name="startsOn" label={t("list.startsOn")} required />
            <TextField type="date" name="endsOn" label={t("list.endsOn")} optional />
            <SelectField
              name="previous"
              label={t("list.previous")}
              hint={t("list.previousHint")}
              placeholder={t("list.noPrevious")}
              options={dialogues.map(({ id, title }) => ({ value: id, label: title }))}
              optional
            />
            <SubmitButton icon={Plus}>{t("list.add")}</SubmitButton>
          </Form>
        </details>
      )}
    </div>
  );
}
