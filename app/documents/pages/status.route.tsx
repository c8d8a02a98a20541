import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Form } from "../../ui/form";
import { Archive, ArchiveRestore, BadgeCheck, Eye, type IconComponent, PenLine } from "../../ui/icons";
import { PageHeader } from "../../ui/page-header";
import { statusSchema } from "../document-form.server";
import { documentPath } from "../documents";
import { useMessages } from "../messages";
import type { StatusAction } from "../status";
import { changeStatus, findStatus } from "../status.server";
import { StatusBadge } from "../status-badge";

export const handle = { messages: ["documents.state", "documents.status"] };
export const meta = pageMeta("documents.state.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { document, actions } = await findStatus(viewer, idFromAddress(args.params.document));
  const { id, slug, title, status } = document;
  return { document: { id, slug, title, status }, actions };
}

/** Changes the status of a document; freezing makes an edition. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, statusSchema);
  if (submission.status !== "success") badRequest();
  const { id, slug } = await changeStatus(
    viewer,
    idFromAddress(args.params.document),
    submission.value.action,
  );
  return redirect(documentPath({ id, slug }));
}

const icons: Record<StatusAction, IconComponent> = {
  review: Eye,
  draft: PenLine,
  freeze: BadgeCheck,
  reopen: PenLine,
  archive: Archive,
  unarchive: ArchiveRestore,
};

/** What the status of a document means, and what may be done with it. */
export default function StatusPage() {
  const { document, actions } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: document.title, to: documentPath(document) }]}
        title={t("state.title")}
        state={<StatusBadge status={document.status} />}
        lead={t(`state.now.${document.status}`)}
      />
      {actions.length === 0 && <p>{t("state.none")}</p>}
      {actions.map((action) => (
        <Section key={action} id={action} title={t(`state.${action}.title`)}>
          <p className="meta">{t(`state.${action}.help`)}</p>
          <Form method="post" className="line">
            <input type="hidden" name="action" value={action} />
            <SubmitButton kind={action === "freeze" ? "main" : "plain"} icon={icons[action]}>
              {t(`state.${action}.submit`)}
            </SubmitButton>
          </Form>
        </Section>
      ))}
    </div>
  );
}
