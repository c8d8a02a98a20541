import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PersonalPassword, personalErrors } from "../accounts/personal-words.server";
import { RateLimitNotice } from "../accounts/rate-limit-notice";
import { retryAfterOf } from "../accounts/retry-after.server";
import { findViewer } from "../authorization/viewer.server";
import { setCookies } from "../http/answer.server";
import { checkForm, readForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { LogIn, UserCheck } from "../ui/icons";
import { PasswordField, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import type { OpenInvitation } from "./acceptance";
import { acceptAsNew, acceptAsViewer, findOpenInvitation } from "./acceptance.server";
import { type Acceptance, acceptanceSchema, codeField } from "./acceptance-form.server";
import { useFieldErrors } from "./field-errors";
import type { InvitedTo } from "./invitations";
import { useInvitedTo } from "./invited-to";
import { useMessages } from "./messages";

export const handle = {
  messages: ["invitations.accept", "invitations.field", "invitations.state", "accounts.signIn"],
};
export const meta = pageMeta("invitations.accept.title");

/** One message for every invalid code: unknown, used, revoked or expired. */
async function look(
  code: string,
): Promise<{ code: string; invitation: OpenInvitation | null; slowed?: number }> {
  try {
    return { code, invitation: code ? await findOpenInvitation(code) : null };
  } catch (error) {
    return { code, invitation: null, slowed: retryAfterOf(error) };
  }
}

export async function loader(args: LoaderFunctionArgs) {
  const code = (new URL(args.request.url).searchParams.get("code") ?? "").slice(0, 60);
  const viewer = await findViewer(args);
  return { ...(await look(code)), viewer: viewer && { name: viewer.name } };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await findViewer(args);
  const form = await readForm(args.request);
  const code = codeField.safeParse(form.get("code")).data ?? "";
  const shown = async (refusal: "closed" | "taken" | "otherAddress" | null, status = 200) =>
    data({ ...(await look(code)), refusal, result: undefined }, { status });
  const wait = (error: unknown) => {
    const slowed = retryAfterOf(error);
    return data({ code, invitation: null, slowed, refusal: null, result: undefined }, { status: 429 });
  };
  if (form.get("what") === "look") return await shown(null);
  if (viewer) {
    const refusal = await acceptAsViewer(viewer, code).catch(wait);
    if (refusal && typeof refusal !== "string") return refusal;
    return refusal ? await shown(refusal, 409) : redirect("/");
  }
  const submission = checkForm(form, acceptanceSchema);
  if (submission.status !== "success") {
    const result = submission.reply({ hideFields: ["password"] });
    return data({ ...(await look(code)), refusal: null, result }, { status: 400 });
  }
  const locale = await localeOf(args.request, null);
  const cookie = args.request.headers.get("Cookie");
  const accepted = await acceptAsNew({ ...submission.value, locale }, cookie).catch((error: unknown) =>
    error instanceof PersonalPassword ? error : wait(error),
  );
  if (accepted instanceof PersonalPassword) {
    const result = submission.reply({ hideFields: ["password"], fieldErrors: personalErrors(accepted) });
    return data({ ...(await look(code)), refusal: null, result }, { status: 400 });
  }
  if (typeof accepted === "string") return await shown(accepted, 409);
  if (!("cookies" in accepted)) return accepted;
  return redirect("/", { headers: setCookies(accepted.cookies) });
}

export default function AcceptPage() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const { code, invitation, slowed } = answer ?? loaded;
  return (
    <div className="narrow">
      <PageHeader title={t("accept.title")} lead={invitation ? undefined : t("accept.lead")} />
      <RateLimitNotice seconds={slowed} />
      {code && !invitation && slowed === undefined && (
        <Notice tone="error" role="alert" title={t("accept.closed")}>
          {t("accept.closedHelp")}
        </Notice>
      )}
      {answer?.refusal && answer.refusal !== "closed" && (
        <Notice tone="error" role="alert" title={t("accept.refused")}>
          {t(`field.${answer.refusal}`)}
        </Notice>
      )}
      {invitation ? (
        <Welcome code={code} invitation={invitation} name={loaded.viewer?.name ?? null} />
      ) : (
        <AskCode />
      )}
    </div>
  );
}

/** For a code on paper: entered in a form, so that it does not appear in a URL. */
function AskCode() {
  const t = useMessages();
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="look" />
      <TextField
        name="code"
        label={t("accept.code")}
        hint={t("accept.codeHint")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        required
      />
      <SubmitButton>{t("accept.look")}</SubmitButton>
    </Form>
  );
}

interface WelcomeProps {
  code: string;
  invitation: OpenInvitation;
  /** The account that is signed in already. */
  name: string | null;
}

function Welcome({ code, invitation, name }: WelcomeProps) {
  const t = useMessages();
  const opens = useInvitedTo()(invitedTo(invitation));
  const back = `/connexion?${new URLSearchParams({ retour: `/invitation?code=${code}` })}`;
  return (
    <>
      <Notice title={t("accept.opens")}>{opens}</Notice>
      {name ? (
        <Form method="post">
          <input type="hidden" name="code" value={code} />
          <SubmitButton icon={UserCheck}>{t("accept.asViewer", { name })}</SubmitButton>
        </Form>
      ) : (
        <>
          <NewAccount code={code} invitation={invitation} />
          <p className="line">
            {t("accept.haveAccount")}
            <ButtonLink kind="quiet" icon={LogIn} to={back}>
              {t("accept.signIn")}
            </ButtonLink>
          </p>
        </>
      )}
    </>
  );
}

function invitedTo({ organisation, role, networkRole, space }: OpenInvitation): InvitedTo {
  if (organisation) return { to: "organisation", organisation, role: role ?? "member" };
  return networkRole ? { to: "network", role: networkRole } : { to: "guest", space: space ?? "" };
}

function NewAccount({ code, invitation }: { code: string; invitation: OpenInvitation }) {
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<Acceptance>({ lastResult: answer?.result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  return (
    <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
      <input type="hidden" name="code" value={code} />
      <TextField
        label={t("accept.name")}
        hint={t("accept.nameHint")}
        errors={errorsOf(fields.name.errors)}
        {...getInputProps(fields.name, { type: "text" })}
        defaultValue={fields.name.initialValue ?? invitation.name ?? ""}
        autoComplete="name"
        maxLength={120}
        required
      />
      {invitation.email ? (
        <TextField
          label={t("accept.email")}
          hint={t("accept.emailKnown")}
          value={invitation.email}
          autoComplete="username"
          readOnly
        />
      ) : (
        <TextField
          label={t("accept.email")}
          hint={t("accept.emailHint")}
          errors={errorsOf(fields.email.errors)}
          {...getInputProps(fields.email, { type: "email" })}
          autoComplete="username"
          required
        />
      )}
      <PasswordField
        label={t("accept.password")}
        hint={t("accept.passwordHint")}
        errors={errorsOf(fields.password.errors)}
        {...getInputProps(fields.password, { type: "password" })}
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        required
      />
      <SubmitButton icon={UserCheck}>{t("accept.submit")}</SubmitButton>
    </Form>
  );
}
