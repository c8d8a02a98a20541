import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { parseForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { buttonClass } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Flash } from "../../ui/flash";
import { FormSections } from "../../ui/form-sections";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Rows } from "../../ui/rows";
import { useMessages } from "../messages";
import { type FieldOwner, fieldOwners } from "./custom-fields";
import { fieldActSchema } from "./custom-fields-form.server";
import { FieldForm } from "./field-form";
import { FieldRow } from "./field-row";
import {
  changeField,
  createField,
  type FieldRefusal,
  listManagedFields,
  type ManagedField,
  moveField,
} from "./manage-fields.server";

export const handle = {
  messages: ["organisations.fields", "organisations.level", "organisations.manage", "organisations.crumb"],
};
export const meta = pageMeta("organisations.fields.title");

const here = "/secretariat/annuaire/champs";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const done = new URL(args.request.url).searchParams.has("fait");
  const keys = { organisation: crypto.randomUUID(), person: crypto.randomUUID() };
  return { fields: await listManagedFields(viewer), keys, done };
}

/** Adds, changes, moves or archives a field. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await listManagedFields(viewer);
  const submission = await parseForm(args.request, fieldActSchema);
  if (submission.status !== "success") return data({ refused: "incomplete" as const }, { status: 400 });
  const { value } = submission;
  const refused = await act(viewer, value);
  return refused ? data({ refused }, { status: 400 }) : redirect(`${here}?fait=1`);
}

type Act =
  | Parameters<typeof createField>[1]
  | Parameters<typeof changeField>[1]
  | Parameters<typeof moveField>[1];

async function act(viewer: Parameters<typeof moveField>[0], value: Act): Promise<FieldRefusal | null> {
  if (value.what === "create") return await createField(viewer, value);
  if (value.what === "change") return await changeField(viewer, value);
  await moveField(viewer, value);
  return null;
}

export default function FieldsPage() {
  const { fields, keys, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const archived = fields.filter((field) => field.archived);
  return (
    <div className="flow">
      {done && !answer && <Flash>{t("fields.done")}</Flash>}
      <PageHeader
        crumbs={[
          { label: t("crumb.directory"), to: "/annuaire" },
          { label: t("manage.title"), to: "/secretariat/annuaire" },
        ]}
        title={t("fields.title")}
        lead={t("fields.lead")}
      />
      {answer && (
        <Notice tone="error" role="alert" title={t("fields.refused")}>
          {t(`fields.refused.${answer.refused}`)}
        </Notice>
      )}
      <FormSections
        label={t("fields.index")}
        sections={[
          ...fieldOwners.map((owner) => ({ id: `champs-${owner}`, title: t(`fields.of.${owner}`) })),
          ...(archived.length > 0 ? [{ id: "archives", title: t("fields.archived") }] : []),
        ]}
      >
        {fieldOwners.map((owner) => (
          <OwnerSection key={owner} owner={owner} fields={fields} formKey={keys[owner]} />
        ))}
        {archived.length > 0 && (
          <Section id="archives" title={t("fields.archived")}>
            <p className="meta">{t("fields.archivedHelp")}</p>
            <Rows label={t("fields.archived")}>
              {archived.map((field) => (
                <FieldRow key={field.id} field={field} />
              ))}
            </Rows>
          </Section>
        )}
      </FormSections>
    </div>
  );
}

interface OwnerSectionProps {
  owner: FieldOwner;
  fields: ManagedField[];
  formKey: string;
}

function OwnerSection({ owner, fields, formKey }: OwnerSectionProps) {
  const t = useMessages();
  const own = fields.filter((field) => field.owner === owner && !field.archived);
  return (
    <Section id={`champs-${owner}`} title={t(`fields.of.${owner}`)}>
      <p className="meta">{t(`fields.help.${owner}`)}</p>
      {own.length > 0 ? (
        <Rows label={t(`fields.of.${owner}`)}>
          {own.map((field, place) => (
            <FieldRow key={field.id} field={field} first={place === 0} last={place === own.length - 1} />
          ))}
        </Rows>
      ) : (
        <p>{t("fields.none")}</p>
      )}
      <details>
        <summary className={buttonClass({ kind: "plain", small: true })}>{t(`fields.add.${owner}`)}</summary>
        <div className="details-form">
          {/* A new key after each field empties the form. */}
          <FieldForm key={formKey} owner={owner} formKey={formKey} />
        </div>
      </details>
    </Section>
  );
}
