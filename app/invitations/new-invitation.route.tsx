import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { networkRoles, organisationRoles } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { ErrorSummary } from "../ui/error-summary";
import { Form } from "../ui/form";
import { Mail, Upload } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { findInvitation, prepareInvitation } from "./invitation-lists.server";
import invitationStyles from "./invitations.css?url";
import { invite } from "./invitations.server";
import { invitationSchema } from "./invitations-form.server";
import { useInvitedTo } from "./invited-to";
import { useMessages } from "./messages";
import { readPaper } from "./paper.server";
import { PaperCode } from "./paper-code";
import { findRequest } from "./requests.server";

export const handle = {
  messages: ["invitations.new", "invitations.field", "invitations.state", "invitations.paper"],
};
export const links = () => [{ rel: "stylesheet", href: invitationStyles }];
export const meta = pageMeta("invitations.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const form = await prepareInvitation(viewer, idFromAddress(params.get("structure") ?? undefined));
  const requestId = idFromAddress(params.get("demande") ?? undefined) ?? null;
  const asked = requestId ? await findRequest(viewer, requestId) : null;
  const email = asked?.email ?? params.get("email")?.slice(0, 254) ?? "";
  return { ...form, requestId, asked, email };
}

const shownFields = ["to", "organisation", "networkRole", "space", "email", "name"] as const;
type Shown = (typeof shownFields)[number];

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, invitationSchema);
  if (submission.status !== "success") {
    const error: Record<string, string[] | null> = submission.error ?? {};
    if (error.key) badRequest();
    const text = (name: string) => {
      const value = submission.payload[name];
      return typeof value === "string" ? value : "";
    };
    const values = Object.fromEntries([...shownFields, "role", "by"].map((name) => [name, text(name)]));
    const errors = Object.fromEntries(shownFields.map((name) => [name, error[name] ?? []]));
    return data({ errors, values, paper: null }, { status: submission.status ? 400 : 200 });
  }
  const { id, code, repeated } = await invite(viewer, submission.value);
  if (!code) return redirect(`/invitations/${id}?fait=${repeated ? "deja" : "1"}`);
  // The code is shown once, in this response only; a later request cannot read it.
  const paper = await readPaper(code, await findInvitation(viewer, id));
  return data({ errors: null, values: null, paper });
}

export default function NewInvitationPage() {
  const answer = useActionData<typeof action>();
  const wordsOf = useInvitedTo();
  const t = useMessages();
  if (!answer?.paper) return <InvitationForm />;
  const { invitation, ...paper } = answer.paper;
  return (
    <>
      <PageHeader title={t("new.title")} />
      <PaperCode {...paper} name={invitation.name} opens={wordsOf(invitation)} until={invitation.expiresAt} />
    </>
  );
}

function InvitationForm() {
  const { organisations, network, spaces, key, requestId, asked, email } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useMessages();
  const value = (name: string) => again?.values?.[name];
  const words = (name: Shown) =>
    again?.errors?.[name]?.map((error) => t(error === "field.email" ? "field.email" : "field.required"));
  const summary = shownFields.flatMap((name) => (words(name) ?? []).map((text) => ({ id: name, text })));
  const [only] = organisations;
  return (
    <div className="flow">
      <PageHeader
        title={t("new.title")}
        lead={
          asked ? t("new.leadRequest", { name: asked.name, organisation: asked.organisation }) : t("new.lead")
        }
        actions={
          <ButtonLink icon={Upload} to="/invitations/liste">
            {t("new.many")}
          </ButtonLink>
        }
      />
      <Form method="post" className="form">
        <ErrorSummary errors={summary} />
        <input type="hidden" name="key" value={key} />
        {requestId && <input type="hidden" name="request" value={requestId} />}
        {network ? (
          <RadioGroup
            id="to"
            name="to"
            label={t("new.to")}
            defaultValue={value("to") || "organisation"}
            choices={(["organisation", "guest", "network"] as const).map((to) => ({
              value: to,
              label: t(`new.to.${to}`),
              hint: t(`new.toHint.${to}`),
            }))}
          />
        ) : (
          <input type="hidden" name="to" value="organisation" />
        )}
        {organisations.length === 1 && only ? (
          <>
            <input type="hidden" name="organisation" value={only.id} />
            <p className="meta">{t("new.into", { organisation: only.name })}</p>
          </>
        ) : (
          <SelectField
            id="organisation"
            name="organisation"
            label={t("new.organisation")}
            placeholder={t("new.choose")}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={value("organisation")}
            errors={words("organisation")}
          />
        )}
        <RadioGroup
          name="role"
          label={t("new.role")}
          defaultValue={value("role") || "member"}
          inline
          choices={organisationRoles.map((role) => ({ value: role, label: t(`new.role.${role}`) }))}
        />
        {network && (
          <SelectField
            id="networkRole"
            name="networkRole"
            label={t("new.networkRole")}
            placeholder={t("new.noNetworkRole")}
            options={networkRoles.map((role) => ({ value: role, label: t(`state.network.${role}`) }))}
            defaultValue={value("networkRole")}
            errors={words("networkRole")}
            optional
          />
        )}
        {spaces.length > 1 && (
          <SelectField
            id="space"
            name="space"
            label={t("new.space")}
            hint={t("new.spaceHint")}
            options={spaces.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={value("space")}
            errors={words("space")}
          />
        )}
        <RadioGroup
          name="by"
          label={t("new.by")}
          defaultValue={value("by") || "mail"}
          choices={(["mail", "code"] as const).map((by) => ({
            value: by,
            label: t(`new.by.${by}`),
            hint: t(`new.byHint.${by}`),
          }))}
        />
        <TextField
          id="email"
          name="email"
          type="email"
          label={t("new.email")}
          hint={t("new.emailHint")}
          defaultValue={value("email") ?? email}
          errors={words("email")}
          autoComplete="off"
        />
        <TextField
          id="name"
          name="name"
          label={t("new.name")}
          defaultValue={value("name") ?? asked?.name ?? ""}
          errors={words("name")}
          maxLength={120}
          optional
        />
        <SubmitButton icon={Mail}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
