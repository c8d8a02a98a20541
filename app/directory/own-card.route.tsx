import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { readLabels } from "../organisations/reference-labels.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { FormBar } from "../ui/form-sections";
import { Save } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { DirectoryNav } from "./directory-nav";
import { useMessages } from "./messages";
import { findOwnCard, readPersonFields, saveOwnCard } from "./own-card.server";
import { OwnCardFields } from "./own-card-fields";
import { cardSchema } from "./people-query-form.server";

export const handle = {
  messages: [
    "directory.card",
    "directory.list",
    "organisations.language",
    "organisations.custom",
    "organisations.wrong",
  ],
};
export const meta = pageMeta("directory.card.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const [card, { themes }, fields] = await Promise.all([
    findOwnCard(viewer),
    readLabels(locale),
    readPersonFields(locale),
  ]);
  return { card, themes, fields, saved: new URL(args.request.url).searchParams.has("fait") };
}

/** Saves the viewer's card. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, cardSchema);
  const payload = submission.payload as Record<string, unknown>;
  if (submission.status !== "success") {
    return data({ payload, faults: {} }, { status: submission.status ? 400 : 200 });
  }
  const faults = await saveOwnCard(viewer, submission.value);
  if (faults) return data({ payload, faults }, { status: 400 });
  return redirect("/annuaire/ma-fiche?fait=enregistre");
}

export default function OwnCardPage() {
  const { card, themes, fields, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader title={t("card.title")} lead={t("card.lead")} />
      <DirectoryNav q="" />
      {saved && !refused && <Flash>{t("card.saved")}</Flash>}
      {refused && (
        <Notice tone="error" role="alert">
          {t(Object.keys(refused.faults).length > 0 ? "card.faults" : "card.tooLong")}
        </Notice>
      )}
      <Form method="post">
        <OwnCardFields
          card={card}
          themes={themes}
          fields={fields}
          payload={refused?.payload}
          faults={refused?.faults ?? {}}
        >
          <FormBar>
            <SubmitButton icon={Save}>{t("card.save")}</SubmitButton>
          </FormBar>
        </OwnCardFields>
      </Form>
    </div>
  );
}
