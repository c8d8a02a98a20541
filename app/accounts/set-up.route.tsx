import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { setCookies } from "../http/answer.server";
import { notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { accents } from "../network/network";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { ColourChoice, RadioGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { ErrorSummary } from "../ui/error-summary";
import { Form } from "../ui/form";
import { PasswordField, TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { personalErrors } from "./personal-words.server";
import { setUp, setUpKeyFits } from "./set-up.server";
import { type SetUp, setUpSchema } from "./set-up-form.server";

export const handle = { messages: ["accounts.setUp", "accounts.field"] };
export const meta = pageMeta("accounts.setUp.title");

/** 404 without a valid key, so that strangers cannot see that the portal is not set up yet. */
export async function loader({ request }: LoaderFunctionArgs) {
  const key = new URL(request.url).searchParams.get("cle") ?? "";
  if (!(await setUpKeyFits(key))) notFound();
  return { key };
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = await parseForm(request, setUpSchema);
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const setting = setUp(submission.value, request.headers.get("Cookie"));
  const cookies = await setting.catch(personalErrors);
  if (cookies && "password" in cookies)
    return data(submission.reply({ hideFields: ["password"], fieldErrors: cookies }), { status: 400 });
  return cookies ? redirect("/", { headers: setCookies(cookies) }) : notFound();
}

export default function SetUpPage() {
  const { key } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<SetUp>({ lastResult, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  const wrong = Object.entries(form.allErrors).flatMap(([name, errors]) => {
    const [text] = errorsOf(errors) ?? [];
    return text ? [{ id: fields[name as keyof typeof fields]?.id, text }] : [];
  });
  return (
    <div className="narrow">
      <PageHeader title={t("setUp.title")} lead={t("setUp.lead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <ErrorSummary errors={wrong} />
        <input type="hidden" name="key" value={key} />
        <Section id="reseau" title={t("setUp.network")}>
          <TextField
            label={t("setUp.networkName")}
            hint={t("setUp.networkNameHint")}
            errors={errorsOf(fields.networkName.errors)}
            {...getInputProps(fields.networkName, { type: "text" })}
            required
            maxLength={120}
          />
          <TextField
            label={t("setUp.acronym")}
            hint={t("setUp.acronymHint")}
            errors={errorsOf(fields.acronym.errors)}
            {...getInputProps(fields.acronym, { type: "text" })}
            required
            maxLength={20}
          />
          <RadioGroup
            id={fields.language.id}
            name="language"
            label={t("setUp.language")}
            hint={t("setUp.languageHint")}
            errors={errorsOf(fields.language.errors)}
            defaultValue={String(fields.language.initialValue ?? "fr")}
            choices={[
              { value: "fr", label: <span lang="fr">Français</span> },
              { value: "en", label: <span lang="en">English</span> },
            ]}
            required
            inline
          />
          <ColourChoice
            id={fields.accent.id}
            name="accent"
            label={t("setUp.colour")}
            hint={t("setUp.colourHint")}
            errors={errorsOf(fields.accent.errors)}
            defaultValue={accents.find((accent) => accent === fields.accent.initialValue) ?? "indigo"}
            required
          />
        </Section>
        <Section id="vous" title={t("setUp.you")}>
          <TextField
            label={t("setUp.name")}
            errors={errorsOf(fields.name.errors)}
            {...getInputProps(fields.name, { type: "text" })}
            autoComplete="name"
            required
            maxLength={120}
          />
          <TextField
            label={t("setUp.email")}
            hint={t("setUp.emailHint")}
            errors={errorsOf(fields.email.errors)}
            {...getInputProps(fields.email, { type: "email" })}
            autoComplete="username"
            required
          />
          <PasswordField
            label={t("setUp.password")}
            hint={t("setUp.passwordHint")}
            errors={errorsOf(fields.password.errors)}
            {...getInputProps(fields.password, { type: "password" })}
            autoComplete="new-password"
            minLength={12}
            maxLength={128}
            required
          />
        </Section>
        <SubmitButton>{t("setUp.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
