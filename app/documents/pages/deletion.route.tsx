import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { saying } from "../../http/saying";
import { readBinDays } from "../../network/bin.server";
import { pageMeta } from "../../shell/page-meta";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { Trash2 } from "../../ui/icons";
import { PageHeader } from "../../ui/page-header";
import { documentPath } from "../documents";
import { deleteDocument, findDeletable } from "../documents.server";
import { useMessages } from "../messages";

export const handle = { messages: ["documents.deletion"] };
export const meta = pageMeta("documents.deletion.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [document, binDays] = await Promise.all([
    findDeletable(viewer, idFromAddress(args.params.document)),
    readBinDays(),
  ]);
  return { document, binDays };
}

/** Deletes a document after confirmation on this page. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await deleteDocument(viewer, idFromAddress(args.params.document));
  return redirect(saying("/textes", "deleted"));
}

export default function DeletionPage() {
  const { document, binDays } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: document.title, to: documentPath(document) }]}
        title={t("deletion.title")}
        lead={t("deletion.lead", { title: document.title })}
      />
      <p>{t("deletion.bin", { days: binDays })}</p>
      <Form method="post" className="line">
        <SubmitButton kind="danger" icon={Trash2}>
          {t("deletion.submit")}
        </SubmitButton>
        <ButtonLink kind="quiet" to={documentPath(document)}>
          {t("deletion.cancel")}
        </ButtonLink>
      </Form>
    </div>
  );
}
