import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { parseForm } from "../http/form.server";
import { maxBinDays, minBinDays } from "../network/network";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { CheckboxField, ColourChoice, RadioGroup } from "../ui/choices";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import { changeNetworkSettings, readNetworkSettings } from "./settings.server";
import { type Settings, settingsSchema } from "./settings-form.server";

export const handle = { messages: ["secretariat.settings"] };
export const meta = pageMeta("secretariat.settings.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const done = new URL(args.request.url).searchParams.has("fait");
  return { settings: await readNetworkSettings(viewer), done };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await readNetworkSettings(viewer);
  const submission = await parseForm(args.request, settingsSchema);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await changeNetworkSettings(viewer, submission.value);
  return redirect("/secretariat/reglages?fait=1");
}

export default function SettingsPage() {
  const { settings, done } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<Settings>({
    lastResult,
    defaultValue: settings,
    shouldValidate: "onSubmit",
  });
  const t = useMessages();
  const words = (errors: readonly string[] | undefined) =>
    errors?.map((error) => t(error === "field.tooLong" ? "settings.tooLong" : "settings.required"));
  return (
    <>
      {done && !lastResult && <Flash>{t("settings.done")}</Flash>}
      <PageHeader
        crumbs={[{ label: t("settings.secretariat"), to: "/secretariat" }]}
        title={t("settings.title")}
        lead={t("settings.lead")}
      />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <TextField
          label={t("settings.name")}
          errors={words(fields.networkName.errors)}
          {...getInputProps(fields.networkName, { type: "text" })}
          maxLength={120}
          required
        />
        <TextField
          label={t("settings.acronym")}
          errors={words(fields.acronym.errors)}
          {...getInputProps(fields.acronym, { type: "text" })}
          maxLength={20}
          required
        />
        <RadioGroup
          id={fields.language.id}
          name="language"
          label={t("settings.language")}
          hint={t("settings.languageHint")}
          defaultValue={settings.language}
          choices={[
            { value: "fr", label: <span lang="fr">Français</span> },
            { value: "en", label: <span lang="en">English</span> },
          ]}
          inline
        />
        <ColourChoice name="accent" label={t("settings.colour")} defaultValue={settings.accent} required />
        <CheckboxField
          name="joinByRequest"
          label={t("settings.joinByRequest")}
          hint={t("settings.joinByRequestHint")}
          defaultChecked={settings.joinByRequest}
        />
        <CheckboxField
          name="showReaders"
          label={t("settings.showReaders")}
          hint={t("settings.showReadersHint")}
          defaultChecked={settings.showReaders}
        />
        <CheckboxField
          name="neutralInvitations"
          label={t("settings.neutral")}
          hint={t("settings.neutralHint")}
          defaultChecked={settings.neutralInvitations}
        />
        <TextField
          label={t("settings.binDays")}
          hint={t("settings.binDaysHint")}
          errors={fields.binDays.errors && [t("settings.binDaysRange", { min: minBinDays, max: maxBinDays })]}
          {...getInputProps(fields.binDays, { type: "number" })}
          min={minBinDays}
          max={maxBinDays}
          required
        />
        <SubmitButton icon={Save}>{t("settings.save")}</SubmitButton>
      </Form>
    </>
  );
}
