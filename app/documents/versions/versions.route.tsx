import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { parseForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { EmptyState } from "../../ui/empty-state";
import { Form } from "../../ui/form";
import { Bookmark, GitCompare, ScrollText } from "../../ui/icons";
import { SelectField, TextField } from "../../ui/inputs";
import { PageHeader } from "../../ui/page-header";
import { PageLinks } from "../../ui/page-links";
import { Rows } from "../../ui/rows";
import { accessIn } from "../../workspaces/access.server";
import { documentPath } from "../documents";
import { useMessages } from "../messages";
import { isWritableStatus } from "../status";
import { useVersionName, VersionRowView } from "./version-row";
import { maxVersionName, type VersionRow, versionsPath } from "./versions";
import { listVersions, nameVersion } from "./versions.server";
import { versionNameSchema } from "./versions-form.server";

export const handle = { messages: ["documents.versions", "documents.version", "documents.page"] };
export const meta = pageMeta("documents.versions.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const before = idFromAddress(new URL(args.request.url).searchParams.get("apres") ?? undefined);
  const { document, versions, next } = await listVersions(
    viewer,
    idFromAddress(args.params.document),
    before,
  );
  const access = await accessIn(viewer, document.spaceId);
  const { id, slug, title, status } = document;
  const writes = access === "write" && isWritableStatus(status);
  return { document: { id, slug, title }, writes, versions, next, first: before === undefined };
}

/** Names what the document is now. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, versionNameSchema);
  const id = idFromAddress(args.params.document);
  if (submission.status !== "success") {
    const errors = submission.error?.name ?? [];
    return data({ errors }, { status: submission.status ? 400 : 200 });
  }
  await nameVersion(viewer, id, submission.value);
  return redirect(versionsPath(documentPath({ id: id ?? "" })));
}

export default function VersionsPage() {
  const { document, writes, versions, next, first } = useLoaderData<typeof loader>();
  const form = useActionData<typeof action>();
  const t = useMessages();
  const path = documentPath(document);
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: document.title, to: path }]}
        title={t("versions.title")}
        lead={t("versions.lead")}
      />
      {versions.length === 0 && (
        <EmptyState icon={ScrollText} title={t("versions.empty")}>
          {t("versions.emptyHelp")}
        </EmptyState>
      )}
      {versions.length > 1 && first && <CompareForm path={path} versions={versions} />}
      {versions.length > 0 && (
        <Section id="liste" title={t("versions.list")}>
          <Rows label={t("versions.list")}>
            {versions.map((version, index) => (
              <VersionRowView key={version.id} path={path} version={version} newest={first && index === 0} />
            ))}
          </Rows>
        </Section>
      )}
      {writes && versions.length > 0 && (
        <Section id="nommer" title={t("versions.nameTitle")}>
          <Form method="post" className="form">
            <TextField
              name="name"
              label={t("versions.name")}
              hint={t("versions.nameHint")}
              maxLength={maxVersionName}
              errors={form?.errors.map(() => t("versions.nameRequired"))}
              required
            />
            <SubmitButton kind="plain" icon={Bookmark}>
              {t("versions.nameSubmit")}
            </SubmitButton>
          </Form>
        </Section>
      )}
      <PageLinks
        first={first ? null : versionsPath(path)}
        next={next && `${versionsPath(path)}?apres=${next}`}
      />
    </div>
  );
}

function CompareForm({ path, versions }: { path: string; versions: readonly VersionRow[] }) {
  const t = useMessages();
  const nameOf = useVersionName();
  const options = versions.map((version) => ({ value: version.id, label: nameOf(version) }));
  return (
    <Section id="comparer" title={t("versions.compareTitle")}>
      <Form method="get" action={`${path}/comparaison`} className="form compare-form">
        <SelectField
          name="avant"
          label={t("versions.before")}
          options={options}
          defaultValue={versions[1]?.id}
        />
        <SelectField
          name="apres"
          label={t("versions.after")}
          options={options}
          defaultValue={versions[0]?.id}
        />
        <SubmitButton kind="plain" icon={GitCompare}>
          {t("versions.compare")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
