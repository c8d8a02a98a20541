import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { GitCompare, History } from "../../ui/icons";
import { InlineEdit } from "../../ui/inline-edit";
import { TextField } from "../../ui/inputs";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { accessIn } from "../../workspaces/access.server";
import { documentPath } from "../documents";
import styles from "../documents.css?url";
import { useMessages } from "../messages";
import { ReadingView } from "../pages/reading-view";
import { isWritableStatus } from "../status";
import { restoreVersion } from "./restore.server";
import { comparisonPath, maxVersionName, versionsPath } from "./versions";
import { nameVersion, viewVersion } from "./versions.server";
import { versionActionSchema } from "./versions-form.server";

export const handle = { messages: ["documents.versions", "documents.version", "documents.page"] };
export const links = () => [{ rel: "stylesheet", href: styles }];
export const meta = pageMeta("documents.version.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { document, version, html } = await viewVersion(viewer, ...placeIn(args));
  const access = await accessIn(viewer, document.spaceId);
  const { id, slug, title, status } = document;
  const writes = access === "write" && isWritableStatus(status);
  return { document: { id, slug, title }, version, html, writes };
}

/** Names a version, or restores it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, versionActionSchema);
  if (submission.status !== "success") badRequest();
  const { value } = submission;
  const [id, versionId] = placeIn(args);
  const path = documentPath({ id: id ?? "" });
  if (value.what === "restore") {
    await restoreVersion(viewer, id, versionId);
    return redirect(path);
  }
  await nameVersion(viewer, id, { versionId, name: value.name });
  return redirect(versionsPath(path));
}

const placeIn = ({ params }: LoaderFunctionArgs) =>
  [idFromAddress(params.document), idFromAddress(params.version)] as const;

export default function VersionPage() {
  const { document, version, html, writes } = useLoaderData<typeof loader>();
  const t = useMessages();
  const path = documentPath(document);
  return (
    <div className="flow">
      <PageHeader
        crumbs={[
          { label: document.title, to: path },
          { label: t("versions.title"), to: versionsPath(path) },
        ]}
        title={version.name ?? t(`version.kind.${version.kind}`)}
        meta={<Time at={version.createdAt} look="moment" />}
        actions={
          <ButtonLink icon={GitCompare} to={comparisonPath(path, { before: version.id })}>
            {t("version.compareNow")}
          </ButtonLink>
        }
      />
      <Notice>{t("version.notice")}</Notice>
      <ReadingView html={html} empty={t("page.empty")} />
      {writes && (
        <div className="line">
          <Form method="post">
            <input type="hidden" name="what" value="restore" />
            <SubmitButton kind="plain" icon={History}>
              {t("version.restore")}
            </SubmitButton>
          </Form>
          <InlineEdit label={t("version.rename")}>
            <Form method="post" className="form">
              <input type="hidden" name="what" value="name" />
              <TextField
                name="name"
                label={t("versions.name")}
                defaultValue={version.name ?? ""}
                maxLength={maxVersionName}
                required
              />
              <SubmitButton>{t("versions.nameSubmit")}</SubmitButton>
            </Form>
          </InlineEdit>
        </div>
      )}
      {writes && <p className="meta">{t("version.restoreHelp")}</p>}
    </div>
  );
}
