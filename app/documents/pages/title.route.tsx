import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { parseForm } from "../../http/form.server";
import { saying } from "../../http/saying";
import { pageMeta } from "../../shell/page-meta";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { Check } from "../../ui/icons";
import { TextField } from "../../ui/inputs";
import { PageHeader } from "../../ui/page-header";
import { renamedSchema } from "../document-form.server";
import { documentPath, maxTitleLength } from "../documents";
import { findRenamable, renameDocument } from "../documents.server";
import { useMessages } from "../messages";

export const handle = { messages: ["documents.title", "documents.field"] };
export const meta = pageMeta("documents.title.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return await findRenamable(viewer, idFromAddress(args.params.document));
}

/** Changes the title of a document. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, renamedSchema);
  const id = idFromAddress(args.params.document);
  if (submission.status === "success") {
    return redirect(saying(documentPath(await renameDocument(viewer, id, submission.value.title)), "saved"));
  }
  const { title } = submission.payload;
  return data(
    { title: typeof title === "string" ? title : "", errors: submission.error?.title ?? [] },
    { status: submission.status ? 400 : 200 },
  );
}

export default function TitlePage() {
  const document = useLoaderData<typeof loader>();
  const form = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: document.title, to: documentPath(document) }]}
        title={t("title.title")}
        lead={t("title.lead")}
      />
      <Form method="post" className="form">
        <TextField
          name="title"
          label={t("field.title")}
          defaultValue={form?.title ?? document.title}
          errors={form?.errors.map((error) =>
            t(error === "field.tooLong" ? "field.tooLong" : "field.required", { most: maxTitleLength }),
          )}
          required
        />
        <div className="line">
          <SubmitButton icon={Check}>{t("title.submit")}</SubmitButton>
          <ButtonLink kind="quiet" to={documentPath(document)}>
            {t("title.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
