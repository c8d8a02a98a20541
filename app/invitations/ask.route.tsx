import {
  getFormProps,
  getInputProps,
  getTextareaProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { type ActionFunctionArgs, data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { RateLimitNotice } from "../accounts/rate-limit-notice";
import { retryAfterOf } from "../accounts/retry-after.server";
import { notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Send } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { areAccessRequestsOpen, requestAccess } from "./requests.server";
import { type RequestForm, requestSchema } from "./requests-form.server";

export const handle = { messages: ["invitations.ask", "invitations.field", "accounts.signIn"] };
export const meta = pageMeta("invitations.ask.title");

/** 404 when the network does not accept access requests. */
export async function loader() {
  if (!(await areAccessRequestsOpen())) notFound();
  return null;
}

interface Outcome {
  result?: SubmissionResult<string[]>;
  sent: boolean;
  wait?: number;
}

export async function action({ request }: ActionFunctionArgs) {
  if (!(await areAccessRequestsOpen())) notFound();
  const submission = await parseForm(request, requestSchema);
  if (submission.status !== "success")
    return data<Outcome>({ result: submission.reply(), sent: false }, { status: 400 });
  try {
    await requestAccess(submission.value);
    return data<Outcome>({ sent: true });
  } catch (error) {
    return data<Outcome>(
      { result: submission.reply(), sent: false, wait: retryAfterOf(error) },
      { status: 429 },
    );
  }
}

export default function AskPage() {
  const answer = useActionData<Outcome>();
  const [form, fields] = useForm<RequestForm>({ lastResult: answer?.result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader title={t("ask.title")} lead={t("ask.lead")} />
      {answer?.sent ? (
        <Notice tone="done" role="status" title={t("ask.sent")}>
          {t("ask.sentHelp")}
        </Notice>
      ) : (
        <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
          <RateLimitNotice seconds={answer?.wait} />
          <TextField
            label={t("ask.name")}
            errors={errorsOf(fields.name.errors)}
            {...getInputProps(fields.name, { type: "text" })}
            autoComplete="name"
            maxLength={120}
            required
          />
          <TextField
            label={t("ask.email")}
            errors={errorsOf(fields.email.errors)}
            {...getInputProps(fields.email, { type: "email" })}
            autoComplete="email"
            required
          />
          <TextField
            label={t("ask.organisation")}
            errors={errorsOf(fields.organisation.errors)}
            {...getInputProps(fields.organisation, { type: "text" })}
            autoComplete="organization"
            maxLength={200}
            required
          />
          <TextArea
            label={t("ask.message")}
            hint={t("ask.messageHint")}
            errors={errorsOf(fields.message.errors)}
            {...getTextareaProps(fields.message)}
            maxLength={2000}
            required
          />
          <SubmitButton icon={Send}>{t("ask.submit")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}
