import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireContributor } from "../authorities/access.server";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { CheckboxGroup } from "../ui/choices";
import { Form } from "../ui/form";
import { ScrollText } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { matrixPath, readMatrixQuery } from "./matrix";
import { readMatrix } from "./matrix.server";
import { useMessages } from "./messages";
import { makeReport } from "./report.server";
import { reportSchema } from "./report-form.server";

export const handle = { messages: ["recommendations.report"] };
export const meta = pageMeta("recommendations.report.title");

/** Rows offered: those of the filtered table. */
const offered = 60;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  requireContributor(viewer);
  const locale = await localeOf(args.request, viewer.locale);
  const query = readMatrixQuery(new URL(args.request.url).searchParams);
  const { rows } = await readMatrix(viewer, query, locale, offered);
  const seen = new Map(rows.map((row) => [row.recommendationId, row]));
  const choices = [...seen.values()].map(({ recommendationId, number, text }) => ({
    value: recommendationId,
    label: `${number}. ${text}`,
  }));
  return { key: newIdempotencyKey(), choices, back: matrixPath(query) };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  requireContributor(viewer);
  const submission = await parseForm(args.request, reportSchema);
  if (submission.status !== "success") badRequest();
  const { title, recommendations: ids, key } = submission.value;
  if (ids.length === 0) return data({ none: true }, { status: 400 });
  const locale = await localeOf(args.request, viewer.locale);
  const { id, slug } = await makeReport(viewer, { title, ids, key }, locale);
  return redirect(`/textes/${id}-${slug}`);
}

export default function ReportPage() {
  const { key, choices, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: back, label: t("report.crumb") }]}
        title={t("report.title")}
        lead={t("report.lead")}
      />
      {answer?.none && <Notice tone="error" role="alert" title={t("report.none")} />}
      {choices.length === 0 ? (
        <p>{t("report.empty")}</p>
      ) : (
        <Form method="post" className="form">
          <input type="hidden" name="key" value={key} />
          <TextField name="title" label={t("report.name")} defaultValue={t("report.default")} required />
          <CheckboxGroup name="recommendations" label={t("report.which")} choices={choices} />
          <SubmitButton icon={ScrollText}>{t("report.make")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}
