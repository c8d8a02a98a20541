import type { ReactNode } from "react";
import { CheckboxGroup } from "../../ui/choices";
import { Section } from "../../ui/columns";
import { FieldPair, FormSections } from "../../ui/form-sections";
import { SelectField, TextArea, TextField } from "../../ui/inputs";
import { groups, languages } from "../controlled-vocabulary";
import { CustomFieldInput } from "../custom-fields/custom-field-input";
import { fieldKey } from "../custom-fields/custom-fields";
import type { ProfileField } from "../field-visibility";
import { useMessages } from "../messages";
import { useVocabulary } from "../use-vocabulary";
import { ContactsField } from "./contacts-field";
import { CustomLevel, Level } from "./level-field";
import type { EditedField } from "./profile-form";
import { type ProfileFieldsProps, useErrors } from "./profile-form-props";
import { TerritoryFields } from "./territory-fields";

/** Every profile field visible to the writer, each with its visibility on the line of its label; with an index. */
export function ProfileFields({ children, ...props }: ProfileFieldsProps & { children?: ReactNode }) {
  const t = useMessages();
  const custom = props.labels.fields.filter(({ id }) => props.sees.includes(fieldKey(id)));
  const sections = [
    { id: "identite", title: t("edit.identity"), content: <Identity {...props} /> },
    { id: "action", title: t("edit.action"), content: <Action {...props} /> },
    { id: "territoire", title: t("edit.territory"), content: <TerritoryFields {...props} /> },
    { id: "joindre", title: t("page.contacts"), content: <Reach {...props} /> },
    { id: "projets", title: t("edit.work"), content: <Work {...props} /> },
    ...(custom.length > 0
      ? [{ id: "autres", title: t("edit.more"), content: <More {...props} fields={custom} /> }]
      : []),
  ];
  return (
    <FormSections label={t("edit.index")} sections={sections}>
      {sections.map(({ id, title, content }) => (
        <Section key={id} id={id} title={title}>
          {content}
        </Section>
      ))}
      {children}
    </FormSections>
  );
}

type One = ProfileFieldsProps & { field: EditedField & ProfileField };

function Line(props: One & { hint?: string; type?: string; maxLength?: number; inputMode?: "numeric" }) {
  const { field, values, sees, hint, type, maxLength, inputMode } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  if (!sees.includes(field)) return null;
  return (
    <Level {...props}>
      <TextField
        id={field}
        name={field}
        type={type}
        maxLength={maxLength}
        inputMode={inputMode}
        hint={hint}
        errors={errors(field)}
        label={t(`field.${field}`)}
        defaultValue={String(values[field])}
      />
    </Level>
  );
}

function Lines(props: One) {
  const { field, values, sees } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  if (!sees.includes(field)) return null;
  const kept = values[field];
  return (
    <Level {...props}>
      <TextArea
        id={field}
        name={field}
        rows={2}
        errors={errors(field)}
        label={t(`field.${field}`)}
        hint={t("edit.onePerLine")}
        defaultValue={Array.isArray(kept) ? kept.join("\n") : ""}
      />
    </Level>
  );
}

function Boxes(props: One & { choices: { value: string; label: string }[] }) {
  const { field, values, sees, choices } = props;
  const t = useMessages();
  if (!sees.includes(field)) return null;
  return (
    <Level {...props}>
      <CheckboxGroup
        id={field}
        name={field}
        choices={choices}
        chips
        label={t(`field.${field}`)}
        defaultValue={values[field] as string[]}
      />
    </Level>
  );
}

function Identity(props: ProfileFieldsProps) {
  const { values, labels, sees, manages } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  return (
    <>
      <TextField
        id="name"
        name="name"
        required
        maxLength={200}
        errors={errors("name")}
        label={t("field.name")}
        defaultValue={values.name}
      />
      <SelectField
        id="type"
        name="type"
        errors={errors("type")}
        label={t("field.type")}
        defaultValue={values.type}
        options={labels.types.map(({ slug, label }) => ({ value: slug, label }))}
      />
      <FieldPair>
        <Line {...props} field="acronym" maxLength={40} />
        <Line {...props} field="founded" maxLength={4} inputMode="numeric" hint={t("edit.foundedHint")} />
      </FieldPair>
      {manages && <Line {...props} field="parent" hint={t("edit.parentHint")} maxLength={200} />}
      <Lines {...props} field="formerNames" />
      {sees.includes("mission") && (
        <Level {...props} field="mission">
          <TextArea
            id="mission"
            name="mission"
            rows={5}
            maxLength={3_000}
            errors={errors("mission")}
            label={t("field.mission")}
            hint={t("edit.missionHint")}
            defaultValue={values.mission}
          />
        </Level>
      )}
    </>
  );
}

function Action(props: ProfileFieldsProps) {
  const { groupLabel, languageLabel } = useVocabulary();
  const { labels } = props;
  return (
    <>
      <Boxes
        {...props}
        field="themes"
        choices={labels.themes.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Boxes
        {...props}
        field="groups"
        choices={groups.map((value) => ({ value, label: groupLabel(value) }))}
      />
      <Boxes
        {...props}
        field="languages"
        choices={languages.map((value) => ({ value, label: languageLabel(value) }))}
      />
    </>
  );
}

function Reach(props: ProfileFieldsProps) {
  return (
    <>
      <FieldPair>
        <Line {...props} field="contactEmail" type="email" maxLength={254} />
        <Line {...props} field="contactPhone" type="tel" maxLength={120} />
      </FieldPair>
      <Line {...props} field="website" maxLength={300} />
      <Lines {...props} field="social" />
      <ContactsField {...props} />
    </>
  );
}

const Work = (props: ProfileFieldsProps) => (
  <>
    <Lines {...props} field="projects" />
    <Lines {...props} field="donors" />
  </>
);

/** Fields that the secretariat added. */
function More({ fields, ...props }: ProfileFieldsProps & { fields: ProfileFieldsProps["labels"]["fields"] }) {
  const errors = useErrors(props.errors);
  return fields.map((field) => {
    const key = fieldKey(field.id);
    return (
      <CustomLevel key={field.id} {...props} field={field}>
        <CustomFieldInput
          id={key}
          name={`custom.${field.id}`}
          field={field}
          value={props.values[key] ?? ""}
          errors={errors(key)}
        />
      </CustomLevel>
    );
  });
}
