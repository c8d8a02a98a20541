import { CheckboxField, CheckboxGroup } from "../../ui/choices";
import { Section } from "../../ui/columns";
import { SelectField, TextArea, TextField } from "../../ui/inputs";
import { groups, languages } from "../controlled-vocabulary";
import { choosableLevels, levelOfField, type ProfileField, type Visibility } from "../field-visibility";
import { useMessages } from "../messages";
import type { Labels } from "../reference-labels.server";
import { useVocabulary } from "../use-vocabulary";
import type { Contact } from "./profile";
import type { EditedField, ProfileValues } from "./profile-form";

interface ProfileFieldsProps {
  /** Initial values. */
  values: ProfileValues;
  labels: Labels;
  /** Visible fields: those the writer may see. */
  sees: readonly ProfileField[];
  errors: Record<string, string[] | undefined>;
  /** Only for editors, who also choose the visibility of each field. */
  visibility: Visibility | null;
  /** The secretariat also sets the parent organisation. */
  manages: boolean;
}

/** Every profile field visible to the writer, each with its visibility. */
export function ProfileFields(props: ProfileFieldsProps) {
  const t = useMessages();
  return (
    <>
      <Section id="identite" title={t("edit.identity")}>
        <Identity {...props} />
      </Section>
      <Section id="action" title={t("edit.action")}>
        <Action {...props} />
      </Section>
      <Section id="territoire" title={t("edit.territory")}>
        <Territory {...props} />
      </Section>
      <Section id="joindre" title={t("page.contacts")}>
        <Reach {...props} />
      </Section>
      <Section id="projets" title={t("edit.work")}>
        <Lines field="projects" {...props} />
        <Lines field="donors" {...props} />
      </Section>
    </>
  );
}

function useErrors(errors: ProfileFieldsProps["errors"]) {
  const t = useMessages();
  return (field: string) => errors[field]?.map((key) => t(errorKey(key)));
}

/** Message key for a schema error; unnamed errors get a generic message. */
export function errorKey(key: string) {
  const known = ["required", "tooLong", "lineTooLong", "tooManyLines", "url", "email", "year", "unknownName"];
  const name = key.replace("field.", "");
  return `wrong.${known.includes(name) ? name : "other"}` as "wrong.other";
}

type One = ProfileFieldsProps & { field: EditedField & ProfileField };

/** Visibility of a field, for those who may set it. */
function Level(props: Pick<ProfileFieldsProps, "visibility" | "sees"> & { field: ProfileField }) {
  const { field, visibility, sees } = props;
  const t = useMessages();
  if (!visibility || !sees.includes(field)) return null;
  return (
    <SelectField
      name={`visibility.${field}`}
      label={t("edit.level", { field: t(`field.${field}`) })}
      defaultValue={levelOfField(field, visibility)}
      options={choosableLevels(field).map((level) => ({ value: level, label: t(`level.${level}`) }))}
    />
  );
}

function Line(props: One & { hint?: string; type?: string; maxLength?: number }) {
  const { field, values, sees, hint, type, maxLength } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  if (!sees.includes(field)) return null;
  return (
    <div className="with-level">
      <TextField
        id={field}
        name={field}
        type={type}
        maxLength={maxLength}
        hint={hint}
        errors={errors(field)}
        label={t(`field.${field}`)}
        defaultValue={String(values[field])}
      />
      <Level {...props} />
    </div>
  );
}

function Lines(props: One) {
  const { field, values, sees } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  if (!sees.includes(field)) return null;
  const kept = values[field];
  return (
    <div className="with-level">
      <TextArea
        id={field}
        name={field}
        rows={3}
        errors={errors(field)}
        label={t(`field.${field}`)}
        hint={t("edit.onePerLine")}
        defaultValue={Array.isArray(kept) ? kept.join("\n") : ""}
      />
      <Level {...props} />
    </div>
  );
}

function Boxes(props: One & { choices: { value: string; label: string }[] }) {
  const { field, values, sees, choices } = props;
  const t = useMessages();
  if (!sees.includes(field)) return null;
  return (
    <div className="with-level">
      <CheckboxGroup
        id={field}
        name={field}
        choices={choices}
        inline={true}
        label={t(`field.${field}`)}
        defaultValue={values[field] as string[]}
      />
      <Level {...props} />
    </div>
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
        required={true}
        maxLength={200}
        errors={errors("name")}
        label={t("field.name")}
        defaultValue={values.name}
      />
      <Line {...props} field="acronym" maxLength={40} />
      <Lines {...props} field="formerNames" />
      <SelectField
        id="type"
        name="type"
        errors={errors("type")}
        label={t("field.type")}
        defaultValue={values.type}
        options={labels.types.map(({ slug, label }) => ({ value: slug, label }))}
      />
      {manages && <Line {...props} field="parent" hint={t("edit.parentHint")} maxLength={200} />}
      <Line {...props} field="founded" maxLength={4} hint={t("edit.foundedHint")} />
      {sees.includes("mission") && (
        <div className="with-level">
          <TextArea
            id="mission"
            name="mission"
            rows={6}
            maxLength={3_000}
            errors={errors("mission")}
            label={t("field.mission")}
            hint={t("edit.missionHint")}
            defaultValue={values.mission}
          />
          <Level {...props} field="mission" />
        </div>
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

function Territory(props: ProfileFieldsProps) {
  const { values, labels, sees, visibility } = props;
  const t = useMessages();
  return (
    <>
      {sees.includes("region") && (
        <div className="with-level">
          <div className="stack">
            <CheckboxGroup
              id="regions"
              name="regions"
              inline={true}
              defaultValue={values.regions}
              label={t("edit.regions")}
              choices={labels.regions.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <CheckboxField
              name="nationwide"
              label={t("area.wholeCountry")}
              defaultChecked={values.nationwide}
            />
            <CheckboxField
              name="outsideNiger"
              label={t("area.abroad")}
              defaultChecked={values.outsideNiger}
            />
            <TextField
              id="places"
              name="places"
              maxLength={300}
              defaultValue={values.places}
              label={t("edit.places")}
              hint={t("edit.placesHint")}
            />
          </div>
          <Level field="region" visibility={visibility} sees={sees} />
        </div>
      )}
      {sees.includes("departements") && (
        <div className="with-level">
          <details className="stack" open={values.departements.length > 0}>
            <summary>{t("field.departements")}</summary>
            {labels.regions.map(({ code, name }) => (
              <CheckboxGroup
                key={code}
                name="departements"
                label={name}
                inline={true}
                defaultValue={values.departements}
                choices={labels.departements
                  .filter(({ region }) => region === code)
                  .map(({ slug, name: called }) => ({ value: slug, label: called }))}
              />
            ))}
          </details>
          <Level field="departements" visibility={visibility} sees={sees} />
        </div>
      )}
      <Line {...props} field="seat" hint={t("edit.seatHint")} maxLength={300} />
      <Lines {...props} field="antennes" />
    </>
  );
}

function Reach(props: ProfileFieldsProps) {
  const { sees, values } = props;
  const t = useMessages();
  return (
    <>
      <Line {...props} field="contactEmail" type="email" maxLength={254} />
      <Line {...props} field="contactPhone" type="tel" maxLength={120} />
      <Line {...props} field="website" maxLength={300} />
      <Lines {...props} field="social" />
      {sees.includes("contacts") && (
        <div className="with-level">
          <fieldset className="field">
            <legend>{t("field.contacts")}</legend>
            <p className="hint">{t("edit.contactsHint")}</p>
            {[...values.contacts, blank, blank].map((contact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a form keep their places
              <ContactFields key={index} index={index} contact={contact} errors={props.errors} />
            ))}
          </fieldset>
          <Level field="contacts" visibility={props.visibility} sees={sees} />
        </div>
      )}
    </>
  );
}

const blank: Contact = { name: "", function: "", email: "", phone: "" };

interface ContactFieldsProps {
  index: number;
  contact: Contact;
  errors: ProfileFieldsProps["errors"];
}

function ContactFields({ index, contact, errors: all }: ContactFieldsProps) {
  const t = useMessages();
  const errors = useErrors(all);
  const nth = { number: index + 1 };
  return (
    <div className="contact-line">
      {(["name", "function", "phone", "email"] as const).map((part) => (
        <TextField
          key={part}
          id={`contact-${index}-${part}`}
          name={`contacts[${index}].${part}`}
          label={t(`contact.${part}`, nth)}
          defaultValue={contact[part]}
          errors={errors(`contacts[${index}].${part}`)}
          maxLength={160}
        />
      ))}
    </div>
  );
}
