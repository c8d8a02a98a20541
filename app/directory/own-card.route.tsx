import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { languages } from "../organisations/controlled-vocabulary";
import formStyles from "../organisations/profile/profile-form.css?url";
import { readLabels } from "../organisations/reference-labels.server";
import { useVocabulary } from "../organisations/use-vocabulary";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { CheckboxGroup } from "../ui/choices";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { DirectoryNav } from "./directory-nav";
import { useMessages } from "./messages";
import { findOwnCard, saveOwnCard } from "./own-card.server";
import { type CardPart, circles } from "./people-query";
import { cardSchema } from "./people-query-form.server";

export const links = () => [{ rel: "stylesheet", href: formStyles }];
export const handle = {
  messages: ["directory.card", "directory.list", "organisations.language"],
};
export const meta = pageMeta("directory.card.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [card, { themes }] = await Promise.all([
    findOwnCard(viewer),
    localeOf(args.request, viewer.locale).then(readLabels),
  ]);
  return { card, themes, saved: new URL(args.request.url).searchParams.has("fait") };
}

/** Saves the viewer's card. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, cardSchema);
  if (submission.status !== "success") {
    return data(
      { payload: submission.payload as Record<string, string> },
      { status: submission.status ? 400 : 200 },
    );
  }
  await saveOwnCard(viewer, submission.value);
  return redirect("/annuaire/ma-fiche?fait=enregistre");
}

export default function OwnCardPage() {
  const { card, themes, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { languageLabel } = useVocabulary();
  const t = useMessages();
  const said = (part: "function" | "reach" | "phone") => refused?.payload[part] ?? card[part];
  return (
    <div className="flow">
      <PageHeader title={t("card.title")} lead={t("card.lead")} />
      <DirectoryNav q="" />
      {saved && <Flash>{t("card.saved")}</Flash>}
      {refused && (
        <Notice tone="error" role="alert">
          {t("card.tooLong")}
        </Notice>
      )}
      <Form method="post" className="profile-form stack">
        <Part part="name" rank={card.nameRank}>
          <TextField label={t("card.name")} hint={t("card.nameHint")} defaultValue={card.name} readOnly />
        </Part>
        <Part part="function" rank={card.functionRank}>
          <TextField
            name="function"
            label={t("card.function")}
            defaultValue={said("function")}
            maxLength={160}
          />
        </Part>
        <Part part="reach" rank={card.reachRank}>
          <TextField
            name="reach"
            label={t("card.reach")}
            hint={t("card.reachHint")}
            defaultValue={said("reach")}
            maxLength={300}
          />
        </Part>
        <Part part="phone" rank={card.phoneRank}>
          <TextField
            name="phone"
            type="tel"
            label={t("card.phone")}
            defaultValue={said("phone")}
            maxLength={60}
          />
        </Part>
        <Part part="email" rank={card.emailRank}>
          <TextField label={t("card.email")} hint={t("card.emailHint")} defaultValue={card.email} readOnly />
        </Part>
        <Part part="topics" rank={card.topicsRank}>
          <div className="stack">
            <CheckboxGroup
              name="themes"
              label={t("card.themes")}
              defaultValue={card.themes}
              choices={themes.map(({ slug, name }) => ({ value: slug, label: name }))}
              inline
            />
            <CheckboxGroup
              name="languages"
              label={t("card.languages")}
              defaultValue={card.languages}
              choices={languages.map((value) => ({ value, label: languageLabel(value) }))}
              inline
            />
          </div>
        </Part>
        <SubmitButton icon={Save}>{t("card.save")}</SubmitButton>
      </Form>
    </div>
  );
}

interface PartProps {
  part: CardPart;
  rank: number;
  children: React.ReactNode;
}

/** A part of the card, and its visibility. */
function Part({ part, rank, children }: PartProps) {
  const t = useMessages();
  return (
    <div className="with-level">
      {children}
      <SelectField
        name={`${part}Rank`}
        label={t(`card.level.${part}`)}
        defaultValue={String(rank)}
        options={circles.map(({ rank: value, name }) => ({
          value: String(value),
          label: t(`card.circle.${name}`),
        }))}
      />
    </div>
  );
}
