import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireAllowed } from "../authorization/policy";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { ErrorSummary } from "../ui/error-summary";
import { Form } from "../ui/form";
import { Save, Trash2 } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { useMessages } from "./messages";
import { maxTitles, type OwnTemplate } from "./own-templates";
import { deleteTemplate, listOwnTemplates, saveTemplate } from "./own-templates.server";
import { templateActSchema } from "./own-templates-form.server";
import { templatePolicy } from "./policy";

export const handle = { messages: ["workspaces.templates", "workspaces.new", "workspaces.fields"] };
export const meta = pageMeta("workspaces.templates.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  requireAllowed(viewer, templatePolicy.keep);
  const templates = await listOwnTemplates(viewer);
  const asked = new URL(args.request.url).searchParams.get("modele");
  return { templates, edited: templates.find(({ id }) => id === asked) ?? null, key: crypto.randomUUID() };
}

const fields = ["name", "tasks", "threads", "documents"] as const;
type FieldName = (typeof fields)[number];

/** Saves or deletes a template; redisplays the form with its values when it is invalid or outdated. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, templateActSchema);
  const { payload } = submission;
  const text = (name: FieldName) => (typeof payload[name] === "string" ? payload[name] : "");
  const values = Object.fromEntries(fields.map((name) => [name, text(name)])) as Record<FieldName, string>;
  if (submission.status !== "success") {
    const error: Record<string, string[] | null> = submission.error ?? {};
    if (error.what || error.template || error.version) badRequest();
    // An error in a line is shown on its field.
    const errors = Object.entries(error).map(
      ([path, keys]) => [path.replace(/\W.*/, ""), keys ?? []] as const,
    );
    return data(
      {
        values,
        overtaken: false,
        errors: Object.fromEntries(errors) as Partial<Record<FieldName, string[]>>,
      },
      { status: submission.status ? 400 : 200 },
    );
  }
  const { value } = submission;
  if (value.what === "forget") await deleteTemplate(viewer, value.template);
  else if (!(await saveTemplate(viewer, value))) {
    return data(
      { values, overtaken: true, errors: {} as Partial<Record<FieldName, string[]>> },
      { status: 409 },
    );
  }
  return redirect(saying("/secretariat/modeles", "saved"));
}

export default function TemplatesPage() {
  const { templates, edited, key } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/secretariat", label: t("templates.secretariat") }]}
        title={t("templates.title")}
        lead={t("templates.lead")}
      />
      {templates.length === 0 ? (
        <EmptyState drawing="document" title={t("templates.none")}>
          {t("templates.noneHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("templates.title")}>
          {templates.map((template) => (
            <TemplateRow key={template.id} template={template} />
          ))}
        </Rows>
      )}
      <Section id="modele" title={t(edited ? "templates.edit" : "templates.add")}>
        <TemplateForm key={edited?.id ?? "new"} id={edited?.id ?? key} given={edited} />
      </Section>
    </div>
  );
}

function TemplateRow({ template }: { template: OwnTemplate }) {
  const { id, name, tasks, threads, documents } = template;
  const t = useMessages();
  return (
    <Row
      title={name}
      to={`/secretariat/modeles?modele=${id}#modele`}
      level={2}
      meta={t("new.template.own", {
        tasks: tasks.length,
        threads: threads.length,
        documents: documents.length,
      })}
      actions={
        <Form method="post" action="/secretariat/modeles">
          <input type="hidden" name="what" value="forget" />
          <input type="hidden" name="template" value={id} />
          <SubmitButton kind="quiet" small icon={Trash2} aria-label={t("templates.forgetNamed", { name })}>
            {t("templates.forget")}
          </SubmitButton>
        </Form>
      }
    />
  );
}

function TemplateForm({ id, given }: { id: string; given: OwnTemplate | null }) {
  const again = useActionData<typeof action>();
  const t = useMessages();
  const words = (name: FieldName) =>
    again?.errors[name]?.map((error) => {
      if (error === "templates.tooMany" && name !== "name") return t(error, { most: maxTitles[name] });
      if (error === "templates.longTitle") return t(error);
      return error === "field.required" ? t("fields.required") : t("fields.tooLong", { most: 80 });
    });
  const summary = fields.flatMap((name) => (words(name) ?? []).map((text) => ({ id: name, text })));
  const lines = (name: "tasks" | "threads" | "documents") => (
    <TextArea
      id={name}
      name={name}
      rows={5}
      label={t(`templates.${name}`)}
      hint={t("templates.perLine")}
      defaultValue={again?.values[name] ?? given?.[name].join("\n")}
      errors={words(name)}
      optional
    />
  );
  return (
    <Form method="post" className="form">
      <ErrorSummary errors={summary} />
      {again?.overtaken && (
        <Notice tone="warning" role="alert" title={t("templates.overtaken")}>
          {given ? t("templates.overtakenHelp", { name: given.name }) : t("templates.forgottenHelp")}
        </Notice>
      )}
      <input type="hidden" name="what" value="keep" />
      <input type="hidden" name="template" value={id} />
      <input type="hidden" name="version" value={given?.version ?? 0} />
      <TextField
        id="name"
        name="name"
        maxLength={80}
        label={t("templates.name")}
        defaultValue={again?.values.name ?? given?.name}
        errors={words("name")}
        required
      />
      {lines("tasks")}
      {lines("threads")}
      {lines("documents")}
      <div className="line">
        <SubmitButton icon={Save}>{t("templates.keep")}</SubmitButton>
        {given && <ButtonLink to="/secretariat/modeles">{t("templates.leave")}</ButtonLink>}
      </div>
    </Form>
  );
}
