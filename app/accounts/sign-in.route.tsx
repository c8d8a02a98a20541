import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { LogIn } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { carriedName, packForm, unpackForm } from "../http/carried-form";
import { checkForm, readForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { findViewer } from "../http/viewer.server";
import { SubmitButton } from "../ui/button";
import { PasswordField, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { type Resume, ResumeForm } from "./resume-form";
import { type SignIn, signInSchema } from "./sign-in";
import { signIn } from "./sign-in.server";
import { useTexts } from "./texts";

export const handle = { messages: ["accounts.signIn", "accounts.resume", "accounts.field"] };
export const meta = pageMeta("accounts.signIn.title");

const wayBack = (request: Request) => safePath(new URL(request.url).searchParams.get("retour"));

export async function loader(args: LoaderFunctionArgs) {
  if (await findViewer(args)) throw redirect(wayBack(args.request));
  return { returning: wayBack(args.request) !== "/" };
}

interface Outcome {
  result?: SubmissionResult<string[]>;
  /** A form of another page that waits for the person to be signed in. */
  carried?: string;
  /** They are, and it goes back to where it was sent. */
  resume?: Resume;
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const arrived = packForm(form);
  if (arrived) return data<Outcome>({ carried: arrived });
  const submission = checkForm(form, signInSchema);
  const refuse = (formErrors?: string[]) => {
    const result = submission.reply({ hideFields: ["password", "carried"], formErrors });
    return data<Outcome>({ result, carried: carriedIn(form) }, { status: 400 });
  };
  if (submission.status !== "success") return refuse();
  const cookie = await signIn(submission.value);
  if (!cookie) return refuse(["signIn.wrong"]);
  const [to, headers] = [wayBack(request), { "Set-Cookie": cookie }];
  const { carried } = submission.value;
  if (!carried) return redirect(to, { headers });
  return data<Outcome>({ resume: { to, fields: unpackForm(carried) } }, { headers });
}

function carriedIn(form: FormData): string | undefined {
  const carried = form.get(carriedName);
  return typeof carried === "string" && carried !== "" ? carried : undefined;
}

/** Once signed in with a form to take back, nothing may lead elsewhere before it is. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && !(actionResult as Outcome | undefined)?.resume;

export default function SignInPage() {
  const { resume, result, carried } = useActionData<Outcome>() ?? {};
  return resume ? <ResumeForm {...resume} /> : <SignInForm result={result} carried={carried} />;
}

function SignInForm({ result, carried }: Outcome) {
  const { returning } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SignIn>({ lastResult: result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useTexts();
  const lead = carried ? "signIn.carried" : returning ? "signIn.returning" : "signIn.lead";
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.title")} lead={t(lead)} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        {carried && <input type="hidden" name={carriedName} value={carried} />}
        {form.errors && (
          <Notice tone="error" role="alert" title={t("signIn.wrong")}>
            {t("signIn.wrongHelp")}
          </Notice>
        )}
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
      <p className="meta">{t("signIn.noAccount")}</p>
    </div>
  );
}
