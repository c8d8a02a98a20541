import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireRecentAuth, requireRecentAuthForForm } from "../authorization/recent-auth.server";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { CheckboxGroup } from "../ui/choices";
import { EmptyState } from "../ui/empty-state";
import { ErrorSummary } from "../ui/error-summary";
import { Form } from "../ui/form";
import { Signature } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { listMandatable } from "./mandate-lists.server";
import { giveMandate } from "./mandates.server";
import { mandateSchema } from "./mandates-form.server";
import { useMessages } from "./messages";

export const handle = { messages: ["mandates.new", "mandates.field"] };
export const meta = pageMeta("mandates.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const asked = new URL(args.request.url).searchParams.get("structure") ?? "";
  const mandatable = await listMandatable(viewer, idFromAddress(asked));
  await requireRecentAuth(args);
  return mandatable;
}

const fields = ["person", "alternates", "from", "until"] as const;
type Field = (typeof fields)[number];
type Errors = Partial<Record<Field, string[]>>;

/** The submitted values, to refill the form. */
function shown(payload: Record<string, unknown>, errors: Errors) {
  const text = (name: Field) => (typeof payload[name] === "string" ? (payload[name] as string) : "");
  const alternates = [payload.alternates].flat().filter((each): each is string => typeof each === "string");
  return { errors, values: { person: text("person"), from: text("from"), until: text("until"), alternates } };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRecentAuthForForm(args);
  const submission = await parseForm(args.request, mandateSchema);
  if (submission.status !== "success") {
    const error: Record<string, string[] | null> = submission.error ?? {};
    if (error.organisation || error.key) badRequest();
    const errors = Object.fromEntries(fields.map((name) => [name, error[name] ?? undefined]));
    return data(shown(submission.payload, errors), { status: submission.status ? 400 : 200 });
  }
  const given = await giveMandate(viewer, submission.value);
  if (typeof given !== "string") return redirect(`/mandats/${given.id}?fait=1`);
  const errors: Errors = given === "past" ? { until: ["field.past"] } : { person: ["field.notTheirs"] };
  return data(shown(submission.payload, errors), { status: 409 });
}

export default function NewMandatePage() {
  const { organisation, people, today, key } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useMessages();
  const words = (name: Field) => again?.errors[name]?.map((error) => t(errorKey(error)));
  const summary = fields.flatMap((name) => (words(name) ?? []).map((text) => ({ id: name, text })));
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: organisation.name, to: `/mon-organisation?structure=${organisation.id}` }]}
        title={t("new.title")}
        lead={t("new.lead", { organisation: organisation.name })}
      />
      {people.length === 0 ? (
        <EmptyState
          drawing="people"
          title={t("new.nobody")}
          actions={
            <ButtonLink to={`/invitations/nouvelle?structure=${organisation.id}`}>
              {t("new.invite")}
            </ButtonLink>
          }
        >
          {t("new.nobodyHelp")}
        </EmptyState>
      ) : (
        <Form method="post" className="form">
          <ErrorSummary errors={summary} />
          <input type="hidden" name="organisation" value={organisation.id} />
          <input type="hidden" name="key" value={key} />
          <SelectField
            id="person"
            name="person"
            label={t("new.person")}
            hint={t("new.personHint")}
            placeholder={t("new.choose")}
            options={options}
            defaultValue={again?.values.person}
            errors={words("person")}
            required
          />
          <TextField
            id="from"
            name="from"
            type="date"
            label={t("new.from")}
            defaultValue={again?.values.from ?? today}
            errors={words("from")}
            required
          />
          <TextField
            id="until"
            name="until"
            type="date"
            min={today}
            label={t("new.until")}
            hint={t("new.untilHint")}
            defaultValue={again?.values.until}
            errors={words("until")}
            required
          />
          {options.length > 1 && (
            <CheckboxGroup
              id="alternates"
              name="alternates"
              label={t("new.alternates")}
              hint={t("new.alternatesHint")}
              choices={options}
              defaultValue={again?.values.alternates}
              errors={words("alternates")}
              optional
            />
          )}
          <SubmitButton icon={Signature}>{t("new.submit")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}

const known = [
  "required",
  "day",
  "order",
  "past",
  "notTheirs",
  "tooMany",
  "tooLongMandate",
  "sameAlternate",
] as const;

/** The message of a schema or verb error; other errors come from values that our pages never send. */
function errorKey(error: string) {
  const name = known.find((each) => `field.${each}` === error);
  return name ? (`field.${name}` as const) : "field.wrong";
}
