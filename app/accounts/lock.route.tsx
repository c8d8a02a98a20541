import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findViewer } from "../authorization/viewer.server";
import { checkForm, readForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Lock } from "../ui/icons";
import { PasswordField, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { lockOwnAccount } from "./emergency-access.server";
import { useFieldErrors } from "./field-errors";
import { lockByPassword } from "./lock.server";
import { useMessages } from "./messages";
import { RateLimitNotice } from "./rate-limit-notice";
import { retryAfterOf } from "./retry-after.server";
import { sessionEndedHeaders } from "./sessions.server";
import { type SignIn, signInSchema } from "./sign-in-form.server";

export const handle = { messages: ["accounts.lock", "accounts.signIn", "accounts.field"] };
export const meta = pageMeta("accounts.lock.title");

export async function loader(args: LoaderFunctionArgs) {
  return { signedIn: (await findViewer(args)) !== null };
}

interface Outcome {
  sent?: boolean;
  result?: SubmissionResult<string[]>;
  wait?: number;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await findViewer(args);
  const cookie = args.request.headers.get("Cookie");
  if (viewer) {
    await lockOwnAccount(viewer);
    return data<Outcome>({ sent: true }, { headers: await sessionEndedHeaders(cookie) });
  }
  const submission = checkForm(await readForm(args.request), signInSchema);
  const refused = (wait?: number, status = 400) =>
    data<Outcome>({ result: submission.reply({ hideFields: ["password"] }), wait }, { status });
  if (submission.status !== "success") return refused();
  try {
    await lockByPassword(submission.value, cookie);
    return data<Outcome>({ sent: true });
  } catch (error) {
    return refused(retryAfterOf(error), 429);
  }
}

/** Locks one's own account from any device, without the second factor, which may be lost. */
export default function LockPage() {
  const { signedIn } = useLoaderData<typeof loader>();
  const outcome = useActionData<Outcome>();
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader title={t("lock.title")} lead={t("lock.lead")} />
      {outcome?.sent ? (
        <Notice tone="done" role="status" title={t(signedIn ? "lock.done" : "lock.doneIfRight")}>
          {t("lock.doneHelp")}
        </Notice>
      ) : (
        <LockForm outcome={outcome} signedIn={signedIn} />
      )}
    </div>
  );
}

function LockForm({ outcome, signedIn }: { outcome: Outcome | undefined; signedIn: boolean }) {
  const [form, fields] = useForm<SignIn>({ lastResult: outcome?.result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  return (
    <form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
      <RateLimitNotice seconds={outcome?.wait} />
      <p>{t("lock.what")}</p>
      {!signedIn && (
        <>
          <TextField
            label={t("signIn.email")}
            errors={errorsOf(fields.email.errors)}
            {...getInputProps(fields.email, { type: "email" })}
            key={fields.email.key}
            autoComplete="username"
            required
          />
          <PasswordField
            label={t("signIn.password")}
            errors={errorsOf(fields.password.errors)}
            {...getInputProps(fields.password, { type: "password" })}
            key={fields.password.key}
            autoComplete="current-password"
            required
          />
        </>
      )}
      <SubmitButton kind="danger" icon={Lock}>
        {t("lock.submit")}
      </SubmitButton>
      <p className="meta">{t("lock.others")}</p>
    </form>
  );
}
