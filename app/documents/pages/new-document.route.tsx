import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { keepFormOnNetworkError } from "../../http/keep-form";
import { localeOf } from "../../i18n/locale.server";
import { pageMeta } from "../../shell/page-meta";
import { listThemes } from "../../themes/themes.server";
import { SubmitButton } from "../../ui/button";
import { CheckboxGroup } from "../../ui/choices";
import { Form } from "../../ui/form";
import { PenLine } from "../../ui/icons";
import { SelectField, TextField } from "../../ui/inputs";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { newDocumentSchema } from "../document-form.server";
import { documentPath, maxTitleLength } from "../documents";
import { beginDocument, prepareDocument } from "../documents.server";
import { useMessages } from "../messages";

export const handle = { messages: ["documents.new", "documents.field", "documents.unanswered"] };
export const meta = pageMeta("documents.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { searchParams } = new URL(args.request.url);
  const inAddress = (name: string) => idFromAddress(searchParams.get(name) ?? undefined);
  const form = await prepareDocument(viewer, inAddress("espace"));
  const themes = await listThemes(viewer, await localeOf(args.request, viewer.locale));
  const asked = inAddress("theme");
  return { ...form, asked, themes: themes.map(({ id, name }) => ({ id, name })) };
}

/** Creates a document and redirects to its editor. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newDocumentSchema);
  if (submission.status === "success") {
    return redirect(`${documentPath(await beginDocument(viewer, submission.value))}/ecrire`);
  }
  const { key, themes, space, organisation, title } = submission.error ?? {};
  if (key || themes || space || organisation) badRequest();
  const given = submission.payload.title;
  return data(
    { title: typeof given === "string" ? given : "", errors: title ?? [] },
    { status: submission.status ? 400 : 200 },
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

export default function NewDocumentPage() {
  const { key, voices, space, themes, asked } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof clientAction>();
  const t = useMessages();
  const form = shown && "title" in shown ? shown : null;
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("new.crumb"), to: "/textes" }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      {shown && "unanswered" in shown && (
        <Notice tone="offline" role="alert" title={t("unanswered.title")}>
          {t("unanswered.help")}
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="space" value={space.id} />
        <TextField
          name="title"
          label={t("field.title")}
          hint={t("new.titleHint")}
          defaultValue={form?.title ?? ""}
          errors={form?.errors.map((error) =>
            t(error === "field.tooLong" ? "field.tooLong" : "field.required", { most: maxTitleLength }),
          )}
          required
        />
        {themes.length > 0 && (
          <CheckboxGroup
            name="themes"
            label={t("new.themes")}
            optional
            choices={themes.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={asked ? [asked] : []}
          />
        )}
        {voices.length > 1 && (
          <SelectField
            name="organisation"
            label={t("new.voice")}
            options={voices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <SubmitButton icon={PenLine}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
