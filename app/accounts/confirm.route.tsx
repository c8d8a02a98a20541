import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { carriedIn, carriedName, packForm, unpackForm } from "../http/carried-form";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { ShieldCheck } from "../ui/icons";
import { PasswordField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { confirmByPassword, readAccount } from "./account.server";
import { type Confirm, confirmSchema } from "./account-form.server";
import { AccountName } from "./account-name";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { PasskeyButton } from "./passkey-button";
import { confirmByPasskey } from "./passkeys.server";
import { RateLimitNotice } from "./rate-limit-notice";
import { type Resume, ResumeForm } from "./resume-form";
import { retryAfterOf } from "./retry-after.server";
import { passkeySchema } from "./sign-in-form.server";

export const handle = {
  messages: ["accounts.confirm", "accounts.resume", "accounts.signIn", "accounts.field"],
};
export const meta = pageMeta("accounts.confirm.title");

export async function loader(args: LoaderFunctionArgs) {
  const { email } = await readAccount(await requireViewer(args));
  return { email };
}

interface Outcome {
  result?: SubmissionResult<string[]>;
  /** The passkey that answered belongs to another account. */
  failed?: boolean;
  wait?: number;
  /** The interrupted form of another page. */
  carried?: string;
  /** The proof succeeded, and the form returns to its page. */
  resume?: Resume;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { request } = args;
  const form = await readForm(request);
  if (form.has("passkey")) return await takePasskey(args, viewer, form);
  const carried = carriedIn(form);
  const arrived = carried ? null : packForm(form);
  if (arrived) return data<Outcome>({ carried: arrived });
  const submission = checkForm(form, confirmSchema);
  const refuse = (formErrors?: string[], wait?: number) => {
    const result = submission.reply({ hideFields: ["password", carriedName], formErrors });
    return data<Outcome>({ result, wait, carried }, { status: wait === undefined ? 400 : 429 });
  };
  if (submission.status !== "success") return refuse();
  try {
    const browser = request.headers.get("Cookie");
    const cookie = await confirmByPassword(viewer, submission.value.password, browser);
    if (!cookie) return refuse(["signIn.wrong"]);
    return back(request, cookie, carried);
  } catch (error) {
    return refuse(undefined, retryAfterOf(error));
  }
}

/** Redirects to the requested page, with the interrupted form. */
function back(request: Request, cookie: string, carried: string | undefined) {
  const to = safePath(new URL(request.url).searchParams.get("retour"), "/compte");
  const headers = { "Set-Cookie": cookie };
  return carried
    ? data<Outcome>({ resume: { to, fields: unpackForm(carried) } }, { headers })
    : redirect(to, { headers });
}

export { notWhileResuming as shouldRevalidate } from "./resume-form";

async function takePasskey({ request }: ActionFunctionArgs, viewer: Viewer, form: FormData) {
  const submission = checkForm(form, passkeySchema);
  if (submission.status !== "success") badRequest();
  const { token, passkey } = submission.value;
  const carried = carriedIn(form);
  try {
    const cookie = await confirmByPasskey(viewer, token, passkey);
    return cookie
      ? back(request, cookie, carried)
      : data<Outcome>({ failed: true, carried }, { status: 400 });
  } catch (error) {
    return data<Outcome>({ wait: retryAfterOf(error), carried }, { status: 429 });
  }
}

/** Asks for a new proof of identity before sensitive actions. */
export default function ConfirmPage() {
  const outcome = useActionData<Outcome>();
  return outcome?.resume ? <ResumeForm {...outcome.resume} /> : <ConfirmForm outcome={outcome} />;
}

function ConfirmForm({ outcome }: { outcome: Outcome | undefined }) {
  const { email } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<Confirm>({ lastResult: outcome?.result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  const carried = outcome?.carried;
  return (
    <div className="narrow">
      <PageHeader title={t("confirm.title")} lead={t(carried ? "confirm.carried" : "confirm.lead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        {carried && <input type="hidden" name={carriedName} value={carried} />}
        {form.errors && <Notice tone="error" role="alert" title={t("confirm.wrong")} />}
        {outcome?.failed && (
          <Notice tone="error" role="alert" title={t("signIn.passkeyFailed")}>
            {t("signIn.passkeyFailedHelp")}
          </Notice>
        )}
        <RateLimitNotice seconds={outcome?.wait} />
        <AccountName email={email} />
        <PasswordField
          label={t("signIn.password")}
          errors={errorsOf(fields.password.errors)}
          {...getInputProps(fields.password, { type: "password" })}
          key={fields.password.key}
          autoComplete="current-password"
          required
        />
        <SubmitButton icon={ShieldCheck}>{t("confirm.submit")}</SubmitButton>
      </Form>
      <PasskeyButton fields={carried ? { [carriedName]: carried } : undefined} />
    </div>
  );
}
