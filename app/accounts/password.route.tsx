import { getFormProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { KeyRound } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { changePassword, readAccount } from "./account.server";
import { type NewPassword, newPasswordSchema } from "./account-form.server";
import { AccountName } from "./account-name";
import { useMessages } from "./messages";
import { NewPasswordField } from "./new-password-field";
import { personalErrors } from "./personal-words.server";

export const handle = {
  messages: ["accounts.newPassword", "accounts.field", "accounts.account"],
};
export const meta = pageMeta("accounts.newPassword.title");

export async function loader(args: LoaderFunctionArgs) {
  const { email } = await readAccount(await requireRecentAuth(args));
  return { email };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRecentAuth(args);
  const submission = await parseForm(args.request, newPasswordSchema);
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const fieldErrors = await changePassword(viewer, submission.value.password).catch(personalErrors);
  if (fieldErrors) return data(submission.reply({ hideFields: ["password"], fieldErrors }), { status: 400 });
  return redirect("/compte?fait=password");
}

export default function PasswordPage() {
  const { email } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<NewPassword>({ lastResult, shouldValidate: "onSubmit" });
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader
        title={t("newPassword.title")}
        lead={t("newPassword.lead")}
        crumbs={[{ to: "/compte", label: t("account.title") }]}
      />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <AccountName email={email} />
        <NewPasswordField field={fields.password} />
        <SubmitButton icon={KeyRound}>{t("newPassword.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
