import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireContributor } from "../authorities/access.server";
import { listAuthorityNames } from "../authorities/authorities.server";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { isUuid } from "../http/uuid";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { listThemes } from "../themes/themes.server";
import { SubmitButton } from "../ui/button";
import { CheckboxField, CheckboxGroup } from "../ui/choices";
import { Form } from "../ui/form";
import { Plus } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { addRecommendation } from "./create.server";
import { useMessages } from "./messages";
import { maxLengths, recommendationPath } from "./recommendations";
import styles from "./recommendations.css?url";
import { newRecommendationSchema } from "./recommendations-form.server";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = { messages: ["recommendations.new"] };
export const meta = pageMeta("recommendations.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  requireContributor(viewer);
  const params = new URL(args.request.url).searchParams;
  const dialogue = params.get("dialogue") ?? "";
  const [authorities, themes] = await Promise.all([
    listAuthorityNames(viewer),
    listThemes(viewer, await localeOf(args.request, viewer.locale)),
  ]);
  return {
    key: newIdempotencyKey(),
    authorities,
    themes: themes.map(({ id, name }) => ({ id, name })),
    dialogue: isUuid(dialogue) ? dialogue : null,
  };
}

const shownAgain = [
  "text",
  "translation",
  "source",
  "body",
  "symbol",
  "paragraph",
  "session",
  "cycle",
  "issuedOn",
  "url",
  "states",
  "groups",
  "goals",
  "places",
  "reiterates",
] as const;

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, newRecommendationSchema);
  if (submission.status === "success") {
    return redirect(recommendationPath(await addRecommendation(viewer, submission.value)));
  }
  if (submission.error?.key || submission.error?.themes) badRequest();
  const payload = submission.payload as Record<string, unknown>;
  const words = shownAgain.map((name) => [name, typeof payload[name] === "string" ? payload[name] : ""]);
  const authorities = [payload.authorities].flat().filter((each) => typeof each === "string");
  return data(
    {
      words: Object.fromEntries(words) as Record<string, string>,
      wrong: Object.keys(submission.error ?? {}),
      authorities,
    },
    { status: 400 },
  );
}

export default function NewRecommendationPage() {
  const { key, authorities, themes, dialogue } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = useMessages();
  const given = (name: (typeof shownAgain)[number]) => ({
    name,
    label: t(`new.${name}`),
    defaultValue: sent?.words[name],
    errors: sent?.wrong.includes(name) ? t("new.wrong") : undefined,
  });
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/recommandations", label: t("new.crumb") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      {sent && <Notice tone="error" role="alert" title={t("new.refused")} />}
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        {dialogue && <input type="hidden" name="dialogue" value={dialogue} />}
        <TextArea {...given("text")} hint={t("new.textHint")} rows={5} maxLength={maxLengths.text} required />
        <TextArea {...given("translation")} hint={t("new.translationHint")} rows={3} optional />
        <CheckboxGroup
          name="authorities"
          label={t("new.authorities")}
          errors={sent?.wrong.includes("authorities") ? t("new.noAuthority") : undefined}
          defaultValue={sent?.authorities as string[] | undefined}
          choices={authorities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField {...given("source")} hint={t("new.sourceHint")} maxLength={maxLengths.source} required />
        <CheckboxField name="own" label={t("new.own")} defaultChecked />
        <details className="disclosure">
          <summary>{t("new.more")}</summary>
          <div className="form">
            {(["body", "symbol", "paragraph", "session"] as const).map((name) => (
              <TextField key={name} {...given(name)} maxLength={maxLengths.short} optional />
            ))}
            <TextField type="number" min={1} max={20} {...given("cycle")} optional />
            <TextField type="date" {...given("issuedOn")} optional />
            <TextField type="url" {...given("url")} maxLength={maxLengths.url} optional />
            {(["states", "groups", "goals", "places"] as const).map((name) => (
              <TextField
                key={name}
                {...given(name)}
                hint={t("new.list")}
                maxLength={maxLengths.source}
                optional
              />
            ))}
            <TextField type="number" min={1} {...given("reiterates")} optional />
            <CheckboxGroup
              name="themes"
              label={t("new.themes")}
              choices={themes.map(({ id, name }) => ({ value: id, label: name }))}
              optional
            />
          </div>
        </details>
        <SubmitButton icon={Plus}>{t("new.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
