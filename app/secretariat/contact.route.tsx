import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RateLimitNotice } from "../accounts/rate-limit-notice";
import { retryAfterOf } from "../accounts/retry-after.server";
import { findViewer } from "../authorization/viewer.server";
import { checkForm, readForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Form } from "../ui/form";
import { Send } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { maxContactLength } from "./contact";
import { writeAsVisitor, writeToSecretariat } from "./contact.server";
import { ownContactSchema, type VisitorContact, visitorContactSchema } from "./contact-form.server";
import { useMessages } from "./messages";

export const handle = { messages: ["secretariat.contact", "accounts.signIn"] };
export const meta = pageMeta("secretariat.contact.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  return { known: viewer !== null, key: crypto.randomUUID() };
}

interface Outcome {
  sent: boolean;
  wait?: number;
  payload?: Record<string, unknown>;
  errors?: Record<string, string[] | null>;
}

/** Sends the message; a refused one comes back with its words. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await findViewer(args);
  const form = await readForm(args.request);
  const submission = checkForm(form, viewer ? ownContactSchema : visitorContactSchema);
  const { payload } = submission;
  if (submission.status !== "success") {
    return data<Outcome>({ sent: false, payload, errors: submission.error ?? {} }, { status: 400 });
  }
  try {
    const { value } = submission;
    if (viewer) await writeToSecretariat(viewer, value);
    else await writeAsVisitor(value as VisitorContact);
    return data<Outcome>({ sent: true });
  } catch (error) {
    return data<Outcome>({ sent: false, payload, wait: retryAfterOf(error) }, { status: 429 });
  }
}

export default function ContactPage() {
  const { known, key } = useLoaderData<typeof loader>();
  const answer = useActionData<Outcome>();
  const t = useMessages();
  if (answer?.sent) {
    return (
      <div className="narrow">
        <PageHeader title={t("contact.title")} />
        <Notice
          tone="done"
          role="status"
          title={t("contact.sent")}
          actions={<ButtonLink to="/">{t("contact.home")}</ButtonLink>}
        >
          {t("contact.sentHelp")}
        </Notice>
      </div>
    );
  }
  return (
    <div className="narrow">
      <PageHeader title={t("contact.title")} lead={t(known ? "contact.lead" : "contact.visitorLead")} />
      <ContactForm known={known} formKey={key} answer={answer} />
    </div>
  );
}

interface ContactFormProps {
  known: boolean;
  formKey: string;
  answer: Outcome | undefined;
}

function ContactForm({ known, formKey, answer }: ContactFormProps) {
  const t = useMessages();
  const typed = (field: string) => String(answer?.payload?.[field] ?? "");
  const errorIn = (field: string) => {
    const [error] = answer?.errors?.[field] ?? [];
    if (!error) return undefined;
    if (error === "field.email") return t("contact.wrongEmail");
    return t(error === "field.tooLong" ? "contact.tooLong" : "contact.required");
  };
  const fields = known ? (["body"] as const) : (["name", "email", "body"] as const);
  const errors = fields.flatMap((field) => {
    const text = errorIn(field);
    return text ? [{ id: field, field: t(`contact.${field}`), text }] : [];
  });
  return (
    <Form method="post" className="form">
      <RateLimitNotice seconds={answer?.wait} />
      <ErrorSummary errors={errors} />
      <input type="hidden" name="key" value={formKey} />
      {!known && (
        <>
          <TextField
            id="name"
            name="name"
            label={t("contact.name")}
            defaultValue={typed("name")}
            errors={errorIn("name")}
            autoComplete="name"
            maxLength={120}
            required
          />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t("contact.email")}
            defaultValue={typed("email")}
            errors={errorIn("email")}
            autoComplete="email"
            required
          />
        </>
      )}
      <TextArea
        id="body"
        name="body"
        label={t("contact.body")}
        hint={t("contact.bodyHint")}
        defaultValue={typed("body")}
        errors={errorIn("body")}
        rows={6}
        maxLength={maxContactLength}
        required
      />
      <SubmitButton icon={Send}>{t("contact.submit")}</SubmitButton>
    </Form>
  );
}
