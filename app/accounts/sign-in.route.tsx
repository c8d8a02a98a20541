import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { LogIn } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { parseForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { findViewer } from "../http/viewer.server";
import { SubmitButton } from "../ui/button";
import { PasswordField, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { type SignIn, signInSchema } from "./sign-in";
import { signIn } from "./sign-in.server";
import { useTexts } from "./texts";

export const handle = { messages: ["accounts.signIn", "accounts.field"] };
export const meta = pageMeta("accounts.signIn.title");

const wayBack = (request: Request) => safePath(new URL(request.url).searchParams.get("retour"));

export async function loader(args: LoaderFunctionArgs) {
  if (await findViewer(args)) throw redirect(wayBack(args.request));
  return { returning: wayBack(args.request) !== "/" };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = await parseForm(request, signInSchema);
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const cookie = await signIn(submission.value);
  if (!cookie) {
    const refused = submission.reply({ formErrors: ["signIn.wrong"], hideFields: ["password"] });
    return data(refused, { status: 400 });
  }
  return redirect(wayBack(request), { headers: { "Set-Cookie": cookie } });
}

export default function SignInPage() {
  const { returning } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<SignIn>({ lastResult, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useTexts();
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.title")} lead={t(returning ? "signIn.returning" : "signIn.lead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
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
