import { getFormProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { KeyRound } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { type NewPassword, newPasswordSchema } from "./account-form.server";
import { AccountName } from "./account-name";
import { useMessages } from "./messages";
import { NewPasswordField } from "./new-password-field";
import { personalErrors } from "./personal-words.server";
import { emailOfReset, resetPassword } from "./resets.server";

export const handle = { messages: ["accounts.forgotten", "accounts.newPassword", "accounts.field"] };
export const meta = pageMeta("accounts.newPassword.title");

const keyOf = (request: Request) => (new URL(request.url).searchParams.get("cle") ?? "").slice(0, 100);

export async function loader({ request }: LoaderFunctionArgs) {
  return { email: await emailOfReset(keyOf(request)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = await parseForm(request, newPasswordSchema);
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const browser = request.headers.get("Cookie");
  const cookie = await resetPassword(keyOf(request), submission.value.password, browser).catch(
    personalErrors,
  );
  if (cookie && typeof cookie !== "string")
    return data(submission.reply({ hideFields: ["password"], fieldErrors: cookie }), { status: 400 });
  // The page itself reports an expired link.
  if (!cookie) return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  return redirect("/connexion", { headers: { "Set-Cookie": cookie } });
}

export default function ResetPage() {
  const { email } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<NewPassword>({ lastResult, shouldValidate: "onSubmit" });
  const t = useMessages();
  if (email === null) {
    return (
      <div className="narrow">
        <PageHeader title={t("newPassword.title")} />
        <Notice tone="warning" title={t("forgotten.over")}>
          {t("forgotten.overHelp")}
        </Notice>
        <ButtonLink to="/mot-de-passe/oublie" kind="main">
          {t("forgotten.again")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="narrow">
      <PageHeader title={t("newPassword.title")} lead={t("newPassword.resetLead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <AccountName email={email} />
        <NewPasswordField field={fields.password} />
        <SubmitButton icon={KeyRound}>{t("newPassword.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
