import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf } from "../http/addresses";
import { badRequest } from "../http/errors";
import { checkForm } from "../http/form.server";
import { readUpload } from "../http/upload.server";
import { pageMeta } from "../shell/page-meta";
import { maxFileSize } from "../tables/table";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { FormSections } from "../ui/form-sections";
import { ListChecks, Merge } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { beginImport, listImports } from "./import/pending-imports.server";
import { readDirectorySettings } from "./manage.server";
import { manageSchema } from "./manage-form.server";
import { AddSection, ImportSection, PublicSection, TypesSection } from "./manage-sections";
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
  const sections = [
    ...(waiting.length > 0
      ? [{ id: "corrections", title: t("manage.proposalsTitle"), count: waiting.length }]
      : []),
    { id: "import", title: t("import.title") },
    { id: "ajouter", title: t("manage.add") },
    { id: "doublons", title: t("manage.duplicates") },
    { id: "champs", title: t("manage.fields") },
    { id: "types", title: t("manage.types") },
    { id: "public", title: t("manage.public") },
  ];
  return (
    <div className="flow">
      <PageHeader crumbs={[{ label: t("crumb.directory"), to: "/annuaire" }]} title={t("manage.title")} />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t("import.unreadable")}>
          {t(`import.refused.${answer.refused}`)}
        </Notice>
      )}
      <FormSections label={t("manage.index")} sections={sections}>
        {waiting.length > 0 && (
          <Section id="corrections" title={t("manage.proposalsTitle")}>
            <p className="meta">{t("manage.proposals", { count: waiting.length })}</p>
            <ul className="links">
              {waiting.map((organisation) => (
                <li key={organisation.id}>
                  <Link to={`/annuaire/${addressOf(organisation)}/historique`}>{organisation.name}</Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <ImportSection imports={imports} />
        <AddSection types={types} wrongParent={Boolean(answer?.wrong?.parent)} />
        <Section id="doublons" title={t("manage.duplicates")}>
          <p className="prose">{t("manage.duplicatesLead")}</p>
          <ButtonLink to="/secretariat/annuaire/doublons" icon={Merge} small>
            {t("manage.duplicatesOpen")}
          </ButtonLink>
        </Section>
        <Section id="champs" title={t("manage.fields")}>
          <p className="prose">{t("manage.fieldsLead")}</p>
          <ButtonLink to="/secretariat/annuaire/champs" icon={ListChecks} small>
            {t("manage.fieldsOpen")}
          </ButtonLink>
        </Section>
        <TypesSection types={types} />
        <PublicSection publicSince={publicSince} opens={opens} open={open} />
      </FormSections>
    </div>
  );
}
