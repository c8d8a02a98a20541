import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "../../authorization/policy";
import type { Viewer } from "../../authorization/viewer";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { addressOf, idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { keepFormOnNetworkError } from "../../http/keep-form";
import { packJson, unpackJson } from "../../http/packed-json";
import { localeOf } from "../../i18n/locale.server";
import { pageMeta } from "../../shell/page-meta";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { ErrorSummary } from "../../ui/error-summary";
import { Form } from "../../ui/form";
import { FormBar } from "../../ui/form-sections";
import { Save, Send } from "../../ui/icons";
import { TextArea } from "../../ui/inputs";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { fieldKey } from "../custom-fields/custom-fields";
import { FieldsProvider } from "../custom-fields/fields-context";
import { profileFields } from "../field-visibility";
import { useMessages } from "../messages";
import { organisationsPolicy } from "../policy";
import { readLabels } from "../reference-labels.server";
import { ChangesList, useFieldName } from "./changes-list";
import { editProfile } from "./editing.server";
import { findVisibleOrganisation } from "./profile.server";
import { ProfileFields } from "./profile-fields";
import type { EditedField, Merged, ProfileValues } from "./profile-form";
import formStyles from "./profile-form.css?url";
import { type Edit, editSchema } from "./profile-form.server";
import { errorKey } from "./profile-form-props";
import { valuesOf } from "./profile-values.server";
import { findProposable, propose } from "./proposals.server";
import { shownValues } from "./shown-values";

export const links = () => [{ rel: "stylesheet", href: formStyles }];
export const handle = {
  messages: [
    ...[
      ...["edit", "field", "level", "wrong", "contact", "page", "area", "crumb", "history", "unanswered"],
      "custom",
    ].map((group) => `organisations.${group}`),
    "organisations.group",
    "organisations.language",
  ],
};
export const meta = pageMeta("organisations.edit.title");

/** Profile form: edits for its own people and the secretariat, proposals for others. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.organisation);
  const [labels, { row }] = await Promise.all([
    localeOf(args.request, viewer.locale).then(readLabels),
    findVisibleOrganisation(viewer, id),
  ]);
  const edits = mayEdit(viewer, row.id);
  const offered = [...profileFields, ...labels.fields.map(({ id: field }) => fieldKey(field))];
  const sees = edits ? offered : [...(await findProposable(viewer, id)).sees];
  const { visibility, ...values } = valuesOf(row);
  const seen = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, isSeen(field, sees) ? value : emptyLike(value)]),
  ) as unknown as ProfileValues;
  return packJson({
    labels,
    sees,
    key: crypto.randomUUID(),
    version: row.version,
    name: row.name,
    address: addressOf(row),
    values: seen,
    visibility: edits ? visibility : null,
    manages: allows(viewer, organisationsPolicy["directory.manage"]),
  });
}

const mayEdit = (viewer: Viewer, id: string) => allows(viewer, organisationsPolicy["profile.edit"], id);
const placeFields = ["regions", "nationwide", "outsideNiger", "places"];
const isSeen = (field: string, sees: readonly string[]) =>
  ["name", "type"].includes(field) || sees.includes(placeFields.includes(field) ? "region" : field);
const emptyLike = (value: unknown) => (Array.isArray(value) ? [] : typeof value === "boolean" ? false : "");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.organisation);
  const { row } = await findVisibleOrganisation(viewer, id);
  const submission = await parseForm(args.request, editSchema);
  if (submission.status !== "success") {
    if (submission.error?.key || submission.error?.version) badRequest();
    return data(
      { payload: submission.payload, errors: submission.error ?? {} },
      { status: submission.status ? 400 : 200 },
    );
  }
  return mayEdit(viewer, row.id)
    ? await edit(viewer, row, submission)
    : await suggest(viewer, row, submission.value);
}

type Place = { id: string; slug: string };

async function edit(
  viewer: Viewer,
  row: Place,
  { value, payload }: { value: Edit; payload: Record<string, unknown> },
) {
  const { note: _, key: __, ...values } = value;
  const edited = await editProfile(viewer, row.id, values);
  if (edited.done) return redirect(`/annuaire/${addressOf(row)}?fait=enregistre`);
  if ("wrong" in edited) {
    const errors = Object.fromEntries(Object.entries(edited.wrong).map(([field, key]) => [field, [key]]));
    return data({ payload, errors }, { status: 400 });
  }
  return data({ merged: edited.merged, version: edited.version }, { status: 409 });
}

async function suggest(viewer: Viewer, row: Place, value: Edit) {
  const { version: _, ...values } = value;
  const taken = await propose(viewer, row.id, values);
  return redirect(`/annuaire/${addressOf(row)}?fait=${taken ? "propose" : "rien"}`);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

interface Shown {
  payload?: Record<string, unknown>;
  errors?: Record<string, string[] | null>;
  merged?: Merged;
  version?: number;
}

export default function EditPage() {
  const loaded = unpackJson(useLoaderData<typeof loader>());
  const answer = useActionData<typeof clientAction>();
  const t = useMessages();
  const fieldName = useFieldName();
  const shown: Shown = answer && !("unanswered" in answer) ? (answer as Shown) : {};
  const values = shown.merged?.values ?? shownValues(loaded.values as ProfileValues, shown.payload);
  const errors = Object.fromEntries(
    Object.entries(shown.errors ?? {}).map(([field, keys]) => [field, keys ?? undefined]),
  );
  const edits = loaded.visibility !== null;
  const named = (field: string) => {
    const custom = loaded.labels.fields.find(({ id }) => fieldKey(id) === field);
    const contact = /contacts\[(\d+)\]\.(\w+)/.exec(field);
    if (contact) return t(`contact.${contact[2] as "name"}`, { number: Number(contact[1]) + 1 });
    return custom?.label ?? fieldName(field as EditedField);
  };
  const wrong = Object.entries(errors).flatMap(([field, keys]) => {
    const id = field.replace(/contacts\[(\d+)\]\.(\w+)/, "contact-$1-$2");
    return keys?.[0] ? [{ id, field: named(field), text: t(errorKey(keys[0])) }] : [];
  });
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: loaded.name, to: `/annuaire/${loaded.address}` }]}
        title={t(edits ? "edit.title" : "edit.proposeTitle")}
        lead={t(edits ? "edit.lead" : "edit.proposeLead")}
      />
      {answer && "unanswered" in answer && (
        <Notice tone="offline" role="alert" title={t("unanswered.title")}>
          {t("unanswered.help")}
        </Notice>
      )}
      {shown.merged && (
        <FieldsProvider value={loaded.labels.fields}>
          <Meanwhile merged={shown.merged} />
        </FieldsProvider>
      )}
      {/* The key remounts the form when the server returns other values, so that every field shows them. */}
      <Form method="post" key={shown.version ?? "first"}>
        <ErrorSummary errors={wrong} />
        <input type="hidden" name="version" value={shown.version ?? loaded.version} />
        <input type="hidden" name="key" value={loaded.key} />
        <ProfileFields
          values={values}
          errors={errors}
          labels={loaded.labels}
          sees={loaded.sees}
          manages={loaded.manages}
          visibility={edits ? (shown.merged ? values.visibility : loaded.visibility) : null}
        >
          {!edits && (
            <TextArea
              name="note"
              rows={3}
              maxLength={1_000}
              label={t("edit.note")}
              hint={t("edit.noteHint")}
              optional
            />
          )}
          <FormBar>
            <SubmitButton icon={edits ? Save : Send}>{t(edits ? "edit.save" : "edit.propose")}</SubmitButton>
            <ButtonLink kind="quiet" to={`/annuaire/${loaded.address}`}>
              {t("edit.cancel")}
            </ButtonLink>
          </FormBar>
        </ProfileFields>
      </Form>
    </div>
  );
}

/** A concurrent change: the changed fields, and those that both changed. */
function Meanwhile({ merged: { theirs, both } }: { merged: Merged }) {
  const t = useMessages();
  const fieldName = useFieldName();
  return (
    <Notice tone="warning" role="alert" title={t("edit.meanwhile")}>
      <p>{t("edit.meanwhileHelp")}</p>
      <ChangesList changes={theirs} />
      {both.length > 0 && (
        <p>{t("edit.both", { count: both.length, fields: both.map(fieldName).join(", ") })}</p>
      )}
    </Notice>
  );
}
