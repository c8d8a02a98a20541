import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf } from "../http/addresses";
import { badRequest } from "../http/errors";
import { checkForm } from "../http/form.server";
import { readUpload } from "../http/upload.server";
import { pageMeta } from "../shell/page-meta";
import { maxFileSize } from "../tables/table";
import { Badge } from "../ui/badge";
import { ButtonLink, buttonClass, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { FileUp, Globe, GlobeLock, Merge, Plus } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { beginImport, listImports } from "./import/pending-imports.server";
import { readDirectorySettings } from "./manage.server";
import { manageSchema } from "./manage-form.server";
import { useMessages } from "./messages";
import { addOrganisation } from "./profile/new-record.server";
import { openDirectory } from "./public-opening.server";
import { keepType } from "./type-labels.server";

export const handle = {
  messages: [
    "organisations.manage",
    "organisations.import",
    "organisations.crumb",
    "organisations.field",
    "organisations.wrong",
    "organisations.relation",
  ],
};
export const meta = pageMeta("organisations.manage.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { ...(await readDirectorySettings(viewer)), imports: await listImports(viewer) };
}

/** Opens or closes the public directory, imports a file, adds a record or a type. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await readDirectorySettings(viewer);
  const form = await readUpload(args.request, maxFileSize);
  if (!form) return data({ refused: "tooLarge" as const, wrong: null }, { status: 413 });
  const file = form.get("file");
  if (file instanceof File) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const begun = await beginImport(viewer, { name: file.name, bytes });
    if ("id" in begun) return redirect(`/secretariat/annuaire/import/${begun.id}`);
    return data({ refused: begun.refused, wrong: null }, { status: 400 });
  }
  const submission = checkForm(form, manageSchema);
  if (submission.status !== "success") badRequest();
  const { value } = submission;
  if (value.what === "open") await openDirectory(viewer, value.open === "yes");
  if (value.what === "type") await keepType(viewer, value);
  if (value.what !== "add") return redirect("/secretariat/annuaire");
  const added = await addOrganisation(viewer, value);
  if ("id" in added) return redirect(`/annuaire/${added.id}/modifier`);
  return data({ refused: null, wrong: added.wrong }, { status: 400 });
}

export default function ManagePage() {
  const { publicSince, opens, open, waiting, types, imports } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("crumb.directory"), to: "/annuaire" }]}
        title={t("manage.title")}
        actions={
          <ButtonLink to="/secretariat/annuaire/doublons" icon={Merge} small>
            {t("manage.duplicates")}
          </ButtonLink>
        }
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t("import.unreadable")}>
          {t(`import.refused.${answer.refused}`)}
        </Notice>
      )}
      {waiting.length > 0 && (
        <Section id="corrections" title={t("manage.proposals", { count: waiting.length })}>
          <ul className="links">
            {waiting.map((organisation) => (
              <li key={organisation.id}>
                <Link to={`/annuaire/${addressOf(organisation)}/historique`}>{organisation.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="import" title={t("import.title")}>
        <p className="prose">{t("import.lead")}</p>
        <form method="post" encType="multipart/form-data" className="form">
          <div className="field">
            <label htmlFor="file">{t("import.file")}</label>
            <p className="hint" id="file-hint">
              {t("import.fileHint")}
            </p>
            <input
              id="file"
              name="file"
              type="file"
              required
              accept=".csv,.xlsx,.txt,.tsv"
              aria-describedby="file-hint"
            />
          </div>
          <SubmitButton icon={FileUp}>{t("import.read")}</SubmitButton>
        </form>
        {imports.length > 0 && (
          <>
            <h3>{t("import.recent")}</h3>
            <ul className="links">
              {imports.map(({ id, fileName, at, state }) => (
                <li key={id}>
                  <Link to={`/secretariat/annuaire/import/${id}`}>{fileName}</Link>{" "}
                  <span className="meta">
                    {t(`import.state.${state}`)} · <Time at={at} look="short" />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section id="ajouter" title={t("manage.add")}>
        <p className="prose">{t("manage.addLead")}</p>
        <Form method="post" className="form">
          <input type="hidden" name="what" value="add" />
          <TextField name="name" label={t("field.name")} required minLength={2} maxLength={200} />
          <TextField name="acronym" label={t("field.acronym")} maxLength={40} optional />
          <SelectField
            name="type"
            label={t("field.type")}
            defaultValue="structure-etatique"
            options={types.map(({ slug, fr }) => ({ value: slug, label: fr }))}
          />
          <SelectField
            name="relation"
            label={t("manage.relation")}
            options={(["institution", "partner", "contact"] as const).map((value) => ({
              value,
              label: t(`manage.relation.${value}`),
            }))}
          />
          <TextField
            name="parent"
            label={t("field.parent")}
            hint={t("manage.parentHint")}
            errors={answer?.wrong?.parent ? [t("wrong.unknownName")] : undefined}
            maxLength={200}
            optional
          />
          <SubmitButton kind="plain" icon={Plus}>
            {t("manage.addSubmit")}
          </SubmitButton>
        </Form>
      </Section>
      <Section id="public" title={t("manage.public")}>
        <p className="line">
          <Badge tone={publicSince ? "leaf" : "neutral"}>
            {t(publicSince ? "manage.isOpen" : "manage.isClosed")}
          </Badge>
          <span className="meta">{t("manage.openCount", { count: open })}</span>
        </p>
        <p className="prose">{t("manage.publicLead")}</p>
        {opens && (
          <Form method="post">
            <input type="hidden" name="what" value="open" />
            <SubmitButton
              name="open"
              value={publicSince ? "no" : "yes"}
              kind="plain"
              icon={publicSince ? GlobeLock : Globe}
            >
              {t(publicSince ? "manage.close" : "manage.open")}
            </SubmitButton>
          </Form>
        )}
        {publicSince && (
          <ButtonLink to="/annuaire-public" small>
            {t("manage.seePublic")}
          </ButtonLink>
        )}
      </Section>
      <Section id="types" title={t("manage.types")}>
        {types.map((type) => (
          <TypeForm key={type.slug} {...type} />
        ))}
        <details>
          <summary className={buttonClass({ kind: "quiet", small: true })}>{t("manage.addType")}</summary>
          <TypeForm slug="" fr="" en="" count={0} />
        </details>
      </Section>
    </div>
  );
}

/** Labels of an organisation type, in both languages. */
function TypeForm({ slug, fr, en, count }: { slug: string; fr: string; en: string; count: number }) {
  const t = useMessages();
  const named = { type: fr || t("manage.newType") };
  return (
    <Form method="post" className="line">
      <input type="hidden" name="what" value="type" />
      <input type="hidden" name="slug" value={slug} />
      <TextField
        name="fr"
        label={t("manage.typeFr", named)}
        hideLabel
        defaultValue={fr}
        required
        maxLength={80}
      />
      <TextField name="en" label={t("manage.typeEn", named)} hideLabel defaultValue={en} maxLength={80} />
      <SubmitButton kind="quiet" small>
        {t("manage.keepType")}
      </SubmitButton>
      {count > 0 && <span className="meta number">{t("manage.typeCount", { count })}</span>}
    </Form>
  );
}
