import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest, forbidden } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Form } from "../ui/form";
import { FolderPlus } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import { listOwnTemplates } from "./own-templates.server";
import { SpaceFields } from "./space-fields";
import { createSpace, mayCreateSpaces, prepareSpace } from "./space-lifecycle.server";
import { spaceKinds, spacePath } from "./spaces";
import { newSpaceSchema } from "./spaces-form.server";
import { templateSlugs } from "./templates";

export const handle = {
  messages: ["workspaces.new", "workspaces.fields", "workspaces.sign"],
};
export const meta = pageMeta("workspaces.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!mayCreateSpaces(viewer)) forbidden();
  const theme = new URL(args.request.url).searchParams.get("theme");
  const locale = await localeOf(args.request, viewer.locale);
  const [prepared, templates] = await Promise.all([prepareSpace(viewer, locale), listOwnTemplates(viewer)]);
  return { ...prepared, templates, theme };
}

/** Creates the space; redisplays the form with its values when it is invalid. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newSpaceSchema);
  if (submission.status === "success") {
    const locale = await localeOf(args.request, viewer.locale);
    return redirect(spacePath(await createSpace(viewer, submission.value, locale)));
  }
  if (submission.error?.key || submission.error?.theme || submission.error?.organisation) badRequest();
  const { name, description } = submission.payload as Record<string, unknown>;
  return data(
    {
      errors: { name: submission.error?.name ?? [], description: submission.error?.description ?? [] },
      name: typeof name === "string" ? name : "",
      description: typeof description === "string" ? description : "",
    },
    { status: submission.status ? 400 : 200 },
  );
}

export default function NewSpacePage() {
  const { key, themes, organisations, ledThemes, theme, templates } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const t = useMessages();
  const offered = spaceKinds.filter(
    (kind) => (kind !== "theme" || ledThemes) && (kind !== "organisation" || organisations.length > 0),
  );
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/espaces", label: t("new.spaces") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        <RadioGroup
          name="template"
          label={t("new.template")}
          hint={t("new.templateHint")}
          defaultValue=""
          choices={[
            { value: "", label: t("new.blank") },
            ...templateSlugs.map((slug) => ({
              value: slug,
              label: t(`new.template.${slug}.name`),
              hint: t(`new.template.${slug}.hint`),
            })),
            ...templates.map(({ id, name, tasks, threads, documents }) => ({
              value: id,
              label: name,
              hint: t("new.template.own", {
                tasks: tasks.length,
                threads: threads.length,
                documents: documents.length,
              }),
            })),
          ]}
        />
        <RadioGroup
          name="kind"
          label={t("new.kind")}
          defaultValue="working_group"
          required
          choices={[...offered].reverse().map((kind) => ({ value: kind, label: t(`sign.kind.${kind}`) }))}
        />
        <SpaceFields
          themes={themes}
          shown={shown}
          given={{ visibility: "on_request", confidentiality: "restricted", theme: theme ?? undefined }}
        />
        {organisations.length > 1 ? (
          <SelectField
            name="organisation"
            label={t("new.organisation")}
            hint={t("new.organisationHint")}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          organisations[0] && <input type="hidden" name="organisation" value={organisations[0].id} />
        )}
        <SubmitButton icon={FolderPlus}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
