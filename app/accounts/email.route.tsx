import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { checkForm, readForm } from "../http/form.server";
import { emailField } from "../http/form-fields.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Check, Send } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { readAccount } from "./account.server";
import { confirmEmailChange, findRequestedEmail, requestEmailChange } from "./email-change.server";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { RateLimitNotice } from "./rate-limit-notice";
import { retryAfterOf } from "./retry-after.server";

export const handle = {
  messages: ["accounts.email", "accounts.signIn", "accounts.field", "accounts.account"],
};
export const meta = pageMeta("accounts.email.title");

const emailSchema = z.object({ email: emailField });
const keyOf = (request: Request) => (new URL(request.url).searchParams.get("cle") ?? "").slice(0, 100);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRecentAuth(args);
  const key = keyOf(args.request);
  const [{ email }, confirming] = await Promise.all([readAccount(viewer), findRequestedEmail(viewer, key)]);
  return { email, confirming, over: key !== "" && confirming === null };
}

interface Outcome {
  result?: SubmissionResult<string[]>;
  wait?: number;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRecentAuth(args);
  const key = keyOf(args.request);
  const form = await readForm(args.request);
  if (key) {
    const done = await confirmEmailChange(viewer, key);
    return done ? redirect("/compte?fait=email") : data<Outcome>({}, { status: 400 });
  }
  const submission = checkForm(form, emailSchema);
  if (submission.status !== "success") return data<Outcome>({ result: submission.reply() }, { status: 400 });
  try {
    await requestEmailChange(viewer, submission.value.email);
    return redirect("/compte?fait=emailSent");
  } catch (error) {
    return data<Outcome>({ result: submission.reply(), wait: retryAfterOf(error) }, { status: 429 });
  }
}

export default function EmailPage() {
  const { email, confirming, over } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader
        title={t("email.title")}
        lead={t("email.lead", { email })}
        crumbs={[{ to: "/compte", label: t("account.title") }]}
      />
      {over && (
        <Notice tone="warning" title={t("email.over")}>
          {t("email.overHelp")}
        </Notice>
      )}
      {confirming ? <Confirmation email={confirming} /> : <EmailForm />}
    </div>
  );
}

function Confirmation({ email }: { email: string }) {
  const t = useMessages();
  return (
    <Form method="post" className="form">
      <p>{t("email.confirm", { email })}</p>
      <SubmitButton icon={Check}>{t("email.confirmSubmit")}</SubmitButton>
    </Form>
  );
}

function EmailForm() {
  const outcome = useActionData<Outcome>();
  const [form, fields] = useForm<z.infer<typeof emailSchema>>({ lastResult: outcome?.result });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  return (
    <Form
      method="post"
      action="/compte/adresse"
      {...getFormProps(form)}
      noValidate={undefined}
      className="form"
    >
      <RateLimitNotice seconds={outcome?.wait} />
      <TextField
        label={t("email.new")}
        hint={t("email.hint")}
        errors={errorsOf(fields.email.errors)}
        {...getInputProps(fields.email, { type: "email" })}
        key={fields.email.key}
        autoComplete="email"
        required
      />
      <SubmitButton icon={Send}>{t("email.submit")}</SubmitButton>
    </Form>
  );
}
