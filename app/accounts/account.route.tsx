import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { parseForm } from "../http/form.server";
import { markThingRead } from "../notices/notices.server";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Lock, Save } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { readAccount, saveProfile } from "./account.server";
import { type Profile, profileSchema } from "./account-form.server";
import { doneIn, useDone } from "./done";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { listOwnSessions } from "./sessions.server";

export const handle = { messages: ["accounts.account", "accounts.field"] };
export const meta = pageMeta("accounts.account.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [account, sessions] = await Promise.all([
    readAccount(viewer),
    listOwnSessions(viewer),
    markThingRead(viewer, "account"),
  ]);
  return { ...account, sessions: sessions.length, done: doneIn(args.request) };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, profileSchema);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await saveProfile(viewer, submission.value);
  return redirect("/compte?fait=profile");
}

export default function AccountPage() {
  const { done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const said = useDone(done);
  return (
    <div className="flow">
      {said && <Flash>{said}</Flash>}
      <PageHeader title={t("account.title")} lead={t("account.lead")} />
      <Section id="profil" title={t("account.profile")}>
        <ProfileForm />
      </Section>
      <Section id="portrait" title={t("account.portrait")}>
        <Rows label={t("account.portrait")}>
          <Row title={t("account.portraitLink")} to="/compte/portrait">
            {t("account.portraitHelp")}
          </Row>
        </Rows>
      </Section>
      <Section id="connexion" title={t("account.signIn")}>
        <WaysIn />
      </Section>
      <Section id="donnees" title={t("account.data")}>
        <Rows label={t("account.data")}>
          <Row title={t("account.dataLink")} to="/compte/mes-donnees">
            {t("account.dataHelp")}
          </Row>
        </Rows>
      </Section>
      <Section id="urgence" title={t("account.emergency")}>
        <div className="stack">
          <p>{t("account.emergencyHelp")}</p>
          <ButtonLink to="/verrouillage" kind="danger" icon={Lock}>
            {t("account.lock")}
          </ButtonLink>
        </div>
      </Section>
    </div>
  );
}

function ProfileForm() {
  const account = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<Profile>({
    lastResult,
    shouldValidate: "onSubmit",
    defaultValue: { name: account.name, function: account.function },
  });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  return (
    <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
      <TextField
        label={t("account.name")}
        hint={t("account.nameHint")}
        errors={errorsOf(fields.name.errors)}
        {...getInputProps(fields.name, { type: "text" })}
        key={fields.name.key}
        autoComplete="name"
        maxLength={120}
        required
      />
      <TextField
        label={t("account.function")}
        optional
        errors={errorsOf(fields.function.errors)}
        {...getInputProps(fields.function, { type: "text" })}
        key={fields.function.key}
        maxLength={120}
      />
      <div>
        <SubmitButton icon={Save}>{t("account.save")}</SubmitButton>
      </div>
    </Form>
  );
}

function WaysIn() {
  const { email, totp, passkeys, codesLeft, factorDue, sessions } = useLoaderData<typeof loader>();
  const t = useMessages();
  const factors = passkeys.length + (totp ? 1 : 0);
  return (
    <Rows label={t("account.signIn")}>
      <Row title={t("account.email")} to="/compte/adresse">
        {email}
      </Row>
      <Row title={t("account.password")} to="/compte/mot-de-passe">
        {t("account.passwordHelp")}
      </Row>
      <Row
        title={t("account.factor")}
        to="/compte/second-facteur"
        badges={
          <Badge tone={factors > 0 ? "leaf" : "ochre"}>
            {t(factors > 0 ? "account.factorOn" : "account.factorOff")}
          </Badge>
        }
        meta={factors > 0 && t("account.codesLeft", { count: codesLeft })}
      >
        {factorDue ? (
          <>
            {t("account.factorDue")} <Time at={factorDue} />
          </>
        ) : (
          t("account.factorHelp")
        )}
      </Row>
      <Row title={t("account.sessions")} to="/compte/sessions">
        {t("account.sessionCount", { count: sessions })}
      </Row>
    </Rows>
  );
}
