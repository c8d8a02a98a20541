import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { parseForm } from "../http/form.server";
import { emailField } from "../http/form-fields.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Send } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { RateLimitNotice } from "./rate-limit-notice";
import { requestPasswordReset } from "./resets.server";
import { retryAfterOf } from "./retry-after.server";

export const handle = { messages: ["accounts.forgotten", "accounts.signIn", "accounts.field"] };
export const meta = pageMeta("accounts.forgotten.title");

const forgottenSchema = z.object({ email: emailField });

/** No data; the loader makes the URL reachable by GET. */
export const loader = () => null;

interface Outcome {
  sent?: boolean;
  result?: SubmissionResult<string[]>;
  wait?: number;
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = await parseForm(request, forgottenSchema);
  if (submission.status !== "success") return data<Outcome>({ result: submission.reply() }, { status: 400 });
  try {
    await requestPasswordReset(submission.value.email, request.headers.get("Cookie"));
    return data<Outcome>({ sent: true });
  } catch (error) {
    return data<Outcome>({ result: submission.reply(), wait: retryAfterOf(error) }, { status: 429 });
  }
}

export default function ForgottenPage() {
  const { sent, result, wait } = useActionData<Outcome>() ?? {};
  const [form, fields] = useForm<z.infer<typeof forgottenSchema>>({ lastResult: result });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  if (sent) {
    return (
      <div className="narrow">
        <PageHeader title={t("forgotten.title")} />
        <Notice tone="done" role="status" title={t("forgotten.sent")}>
          {t("forgotten.sentHelp")}
        </Notice>
        <p>
          <Link to="/connexion">{t("signIn.title")}</Link>
        </p>
      </div>
    );
  }
  return (
    <div className="narrow">
      <PageHeader title={t("forgotten.title")} lead={t("forgotten.lead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <RateLimitNotice seconds={wait} />
        <TextField
          label={t("signIn.email")}
          errors={errorsOf(fields.email.errors)}
          {...getInputProps(fields.email, { type: "email" })}
          key={fields.email.key}
          autoComplete="username"
          required
        />
        <SubmitButton icon={Send}>{t("forgotten.submit")}</SubmitButton>
      </Form>
      <p className="meta">{t("forgotten.factor")}</p>
    </div>
  );
}
