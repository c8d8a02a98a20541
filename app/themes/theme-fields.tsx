import type { SubmissionResult } from "@conform-to/react";
import { getFormProps, useForm } from "@conform-to/react";
import { nameOfLanguage } from "../i18n/formatters";
import { type Locale, sourceLocale } from "../i18n/locales";
import { SubmitButton } from "../ui/button";
import { ColourChoice, RadioGroup } from "../ui/choices";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { useMessages } from "./messages";
import { themeIcon } from "./theme-icon";
import { type FilledTheme, maxLengths, themeIcons } from "./themes";

interface ThemeFormProps {
  /** Languages of the portal, working language first. */
  locales: readonly Locale[];
  given: FilledTheme;
  /** Idempotency key of a new theme's form. */
  formKey?: string;
  organisations: readonly { id: string; name: string }[];
  parents: readonly { id: string; name: string }[];
  lastResult: SubmissionResult<string[]> | undefined;
  submit: string;
}

/** Form fields of a theme: texts in each language, position, icon and colour. */
export function ThemeFields({
  locales,
  given,
  formKey,
  organisations,
  parents,
  lastResult,
  submit,
}: ThemeFormProps) {
  const [form] = useForm({ lastResult, shouldValidate: "onSubmit" });
  const t = useMessages();
  const sent = lastResult?.initialValue as Record<string, Record<string, string> | string> | undefined;
  const wordsOf = (field: "name" | "summary" | "description", locale: Locale) => {
    const words = sent?.[field];
    return (typeof words === "object" ? words[locale] : undefined) ?? given[field][locale] ?? "";
  };
  const one = (field: "colour" | "icon" | "lead" | "parent") => {
    const value = sent?.[field];
    return typeof value === "string" ? value : (given[field] ?? undefined);
  };
  const errors = (name: string, most: number) =>
    lastResult?.error?.[name]?.map((error) =>
      t(error === "field.tooLong" ? "form.tooLong" : "form.required", { most }),
    );
  return (
    <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
      {formKey ? (
        <input type="hidden" name="key" value={formKey} />
      ) : (
        <input type="hidden" name="version" value={given.version} />
      )}
      {locales.map((locale) => (
        <fieldset key={locale} className="flow">
          <legend>
            <h2 lang={locale}>{nameOfLanguage(locale)}</h2>
          </legend>
          <TextField
            name={`name.${locale}`}
            lang={locale}
            label={t("form.name")}
            defaultValue={wordsOf("name", locale)}
            errors={errors(`name.${locale}`, maxLengths.name)}
            maxLength={maxLengths.name}
            required={locale === sourceLocale}
            optional={locale !== sourceLocale}
          />
          <TextArea
            name={`summary.${locale}`}
            lang={locale}
            label={t("form.summary")}
            hint={t("form.summaryHint")}
            rows={2}
            defaultValue={wordsOf("summary", locale)}
            errors={errors(`summary.${locale}`, maxLengths.summary)}
            maxLength={maxLengths.summary}
            required={locale === sourceLocale}
            optional={locale !== sourceLocale}
          />
          <TextArea
            name={`description.${locale}`}
            lang={locale}
            label={t("form.description")}
            hint={t("form.descriptionHint")}
            rows={6}
            defaultValue={wordsOf("description", locale)}
            errors={errors(`description.${locale}`, maxLengths.description)}
            optional
          />
        </fieldset>
      ))}
      <ColourChoice
        name="colour"
        label={t("form.colour")}
        defaultValue={one("colour") as FilledTheme["colour"]}
        required
      />
      <RadioGroup
        name="icon"
        label={t("form.icon")}
        defaultValue={one("icon")}
        required
        inline
        choices={themeIcons.map((icon) => ({ value: icon, label: <IconChoice icon={icon} /> }))}
      />
      <SelectField
        name="lead"
        label={t("form.lead")}
        hint={t("form.leadHint")}
        placeholder={t("form.noLead")}
        defaultValue={one("lead")}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        optional
      />
      {parents.length > 0 && (
        <SelectField
          name="parent"
          label={t("form.parent")}
          placeholder={t("form.noParent")}
          defaultValue={one("parent")}
          options={parents.map(({ id, name }) => ({ value: id, label: name }))}
          optional
        />
      )}
      <SubmitButton icon={Save}>{submit}</SubmitButton>
    </Form>
  );
}

function IconChoice({ icon }: { icon: (typeof themeIcons)[number] }) {
  const t = useMessages();
  const Icon = themeIcon(icon);
  return (
    <span className="line">
      <Icon aria-hidden="true" />
      {t(`icon.${icon}`)}
    </span>
  );
}
