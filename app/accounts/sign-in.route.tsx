import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findViewer } from "../authorization/viewer.server";
import { setCookies } from "../http/answer.server";
import { carriedIn, carriedName, packForm, unpackForm } from "../http/carried-form";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { areAccessRequestsOpen } from "../invitations/requests.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { LogIn } from "../ui/icons";
import { PasswordField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { PasskeyButton } from "./passkey-button";
import { signInWithPasskey } from "./passkeys.server";
import { RateLimitNotice } from "./rate-limit-notice";
import { type Resume, ResumeForm } from "./resume-form";
import { retryAfterOf } from "./retry-after.server";
import { SecondStep } from "./second-step";
import { type SignInStep, signIn, signInWithCode } from "./sign-in.server";
import { codeSchema, passkeySchema, type SignIn, signInSchema } from "./sign-in-form.server";

export const handle = {
  needsScripts: true,
  messages: ["accounts.signIn", "accounts.resume", "accounts.field"],
};
export const meta = pageMeta("accounts.signIn.title");

const wayBack = (request: Request) => safePath(new URL(request.url).searchParams.get("retour"));

export async function loader(args: LoaderFunctionArgs) {
  if (await findViewer(args)) throw redirect(wayBack(args.request));
  return { returning: wayBack(args.request) !== "/", asks: await areAccessRequestsOpen() };
}

export interface Outcome {
  result?: SubmissionResult<string[]>;
  /** The interrupted form of another page. */
  carried?: string;
  /** The sign-in succeeded, and the form returns to its page. */
  resume?: Resume;
  /** The password was correct; this token continues with the second step. */
  step?: string;
  /** Why the sign-in failed, other than wrong credentials. */
  obstacle?: "locked" | "over" | "passkeyFailed";
  /** Seconds until the next attempt is accepted. */
  wait?: number;
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const ours = form.has("step") || form.has("passkey");
  const arrived = ours ? null : packForm(form);
  if (arrived) return data<Outcome>({ carried: arrived });
  if (form.has("passkey")) return await takePasskey(request, form);
  return form.has("step") ? await takeCode(request, form) : await takePassword(request, form);
}

async function takePassword(request: Request, form: FormData) {
  const submission = checkForm(form, signInSchema);
  const refuse = (outcome: Outcome, formErrors?: string[], status = 400) => {
    const result = submission.reply({ hideFields: ["password", "carried"], formErrors });
    return data<Outcome>({ result, carried: carriedIn(form), ...outcome }, { status });
  };
  if (submission.status !== "success") return refuse({});
  try {
    const came = await signIn(submission.value, request.headers.get("Cookie"));
    if (came.step === "code") return data<Outcome>({ step: came.token, carried: carriedIn(form) });
    return came.step === "in" ? enter(request, form, came) : refuse(obstacle(came), ["signIn.wrong"]);
  } catch (error) {
    return refuse({ wait: retryAfterOf(error) }, undefined, 429);
  }
}

async function takeCode(request: Request, form: FormData) {
  const submission = checkForm(form, codeSchema);
  const refuse = (outcome: Outcome, formErrors?: string[], status = 400) => {
    const result = submission.reply({ hideFields: ["code", "carried"], formErrors });
    const step = String(form.get("step"));
    return data<Outcome>({ result, step, carried: carriedIn(form), ...outcome }, { status });
  };
  if (submission.status !== "success") return refuse({});
  const { step, code } = submission.value;
  try {
    const came = await signInWithCode(step, code, request.headers.get("Cookie"));
    if (came.step === "in") return enter(request, form, came);
    const begun = came.step === "refused" ? {} : { step: undefined };
    return refuse({ ...obstacle(came), ...begun }, ["signIn.wrong"]);
  } catch (error) {
    return refuse({ wait: retryAfterOf(error) }, undefined, 429);
  }
}

async function takePasskey(request: Request, form: FormData) {
  const submission = checkForm(form, passkeySchema);
  if (submission.status !== "success") badRequest();
  const { token, passkey } = submission.value;
  const carried = carriedIn(form);
  try {
    const came = await signInWithPasskey(token, passkey, request.headers.get("Cookie"));
    if (came.step === "in") return enter(request, form, came);
    return data<Outcome>({ carried, obstacle: "passkeyFailed", ...obstacle(came) }, { status: 400 });
  } catch (error) {
    return data<Outcome>({ carried, wait: retryAfterOf(error) }, { status: 429 });
  }
}

const obstacle = ({ step }: SignInStep): Outcome =>
  step === "locked" || step === "over" ? { obstacle: step } : {};

/** Redirects to the requested page, with the interrupted form. */
function enter(request: Request, form: FormData, { cookies }: { cookies: string[] }) {
  const headers = setCookies(cookies);
  const [to, carried] = [wayBack(request), carriedIn(form)];
  if (!carried) throw redirect(to, { headers });
  return data<Outcome>({ resume: { to, fields: unpackForm(carried) } }, { headers });
}

export { notWhileResuming as shouldRevalidate } from "./resume-form";

export default function SignInPage() {
  const outcome = useActionData<Outcome>() ?? {};
  const { resume, step } = outcome;
  if (resume) return <ResumeForm {...resume} />;
  return step ? <SecondStep key="code" {...outcome} step={step} /> : <SignInForm {...outcome} />;
}

function SignInForm({ result, carried, obstacle, wait }: Outcome) {
  const { returning, asks } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SignIn>({ lastResult: result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  const lead = carried ? "signIn.carried" : returning ? "signIn.returning" : "signIn.lead";
  const wrong = obstacle ?? "wrong";
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.title")} lead={t(lead)} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        {carried && <input type="hidden" name={carriedName} value={carried} />}
        {(form.errors || obstacle) && (
          <Notice tone="error" role="alert" title={t(`signIn.${wrong}`)}>
            {t(`signIn.${wrong}Help`)}
          </Notice>
        )}
        <RateLimitNotice seconds={wait} />
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
        <SubmitButton icon={LogIn}>{t("signIn.submit")}</SubmitButton>
      </Form>
      <PasskeyButton fields={carried ? { [carriedName]: carried } : undefined} />
      <p>
        <Link to="/mot-de-passe/oublie">{t("signIn.forgotten")}</Link>
        <br />
        <Link to="/verrouillage">{t("signIn.danger")}</Link>
      </p>
      <p className="meta">
        {t("signIn.noAccount")}
        {asks && (
          <>
            {" "}
            <Link to="/demande">{t("signIn.ask")}</Link>
          </>
        )}
      </p>
    </div>
  );
}
