import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Plus } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { requireContributor } from "./access.server";
import { authorityPath } from "./authorities";
import { listAuthorityNames } from "./authorities.server";
import { newAuthoritySchema } from "./authorities-form.server";
import { maxLengths } from "./correspondence";
import { addAuthority } from "./correspondence.server";
import { useMessages } from "./messages";

export const handle = { messages: ["authorities.new"] };
export const meta = pageMeta("authorities.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  requireContributor(viewer);
  return { key: newIdempotencyKey(), parents: await listAuthorityNames(viewer) };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newAuthoritySchema);
  if (submission.status === "success") {
    return redirect(authorityPath(await addAuthority(viewer, submission.value)));
  }
  if (submission.error?.key || submission.error?.parent) badRequest();
  const { name } = submission.payload as Record<string, unknown>;
  return data({ name: typeof name === "string" ? name : "", wrong: true }, { status: 400 });
}

export default function NewAuthorityPage() {
  const { key, parents } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/autorites", label: t("new.crumb") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        <TextField
          name="name"
          label={t("new.name")}
          defaultValue={sent?.name}
          errors={sent?.wrong ? t("new.nameWrong", { max: maxLengths.name }) : undefined}
          maxLength={maxLengths.name}
          required
        />
        <TextField name="acronym" label={t("new.acronym")} maxLength={20} optional />
        <SelectField
          name="parent"
          label={t("new.parent")}
          placeholder={t("new.noParent")}
          options={parents.map(({ id, name }) => ({ value: id, label: name }))}
          optional
        />
        <SubmitButton icon={Plus}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
