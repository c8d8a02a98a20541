import { buttonClass } from "../../ui/button";
import { CheckboxField, CheckboxGroup } from "../../ui/choices";
import { TextArea, TextField } from "../../ui/inputs";
import { useMessages } from "../messages";
import { Level } from "./level-field";
import { type ProfileFieldsProps, useErrors } from "./profile-form-props";

/** Regions, départements, seat and branches. */
export function TerritoryFields(props: ProfileFieldsProps) {
  const { values, sees } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  return (
    <>
      {sees.includes("region") && <Regions {...props} />}
      {sees.includes("departements") && <Departements {...props} />}
      {sees.includes("seat") && (
        <Level {...props} field="seat">
          <TextField
            id="seat"
            name="seat"
            maxLength={300}
            errors={errors("seat")}
            label={t("field.seat")}
            hint={t("edit.seatHint")}
            defaultValue={values.seat}
          />
        </Level>
      )}
      {sees.includes("antennes") && (
        <Level {...props} field="antennes">
          <TextArea
            id="antennes"
            name="antennes"
            rows={2}
            errors={errors("antennes")}
            label={t("field.antennes")}
            hint={t("edit.onePerLine")}
            defaultValue={values.antennes.join("\n")}
          />
        </Level>
      )}
    </>
  );
}

function Regions(props: ProfileFieldsProps) {
  const { values, labels } = props;
  const t = useMessages();
  const errors = useErrors(props.errors);
  return (
    <>
      <Level {...props} field="region">
        <CheckboxGroup
          id="regions"
          name="regions"
          chips
          defaultValue={values.regions}
          label={t("edit.regions")}
          choices={labels.regions.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Level>
      <div className="line">
        <CheckboxField name="nationwide" label={t("area.wholeCountry")} defaultChecked={values.nationwide} />
        <CheckboxField name="outsideNiger" label={t("area.abroad")} defaultChecked={values.outsideNiger} />
      </div>
      <TextField
        id="places"
        name="places"
        maxLength={300}
        errors={errors("places")}
        defaultValue={values.places}
        label={t("edit.places")}
        hint={t("edit.placesHint")}
      />
    </>
  );
}

function Departements(props: ProfileFieldsProps) {
  const { values, labels } = props;
  const t = useMessages();
  const chosen = values.departements.length;
  return (
    <Level {...props} field="departements">
      <fieldset className="field">
        <legend>{t("field.departements")}</legend>
        <details>
          <summary className={buttonClass({ kind: "plain", small: true })}>
            {t("edit.departements", { count: chosen })}
          </summary>
          <div className="stack departements">
            {labels.regions.map(({ code, name }) => (
              <CheckboxGroup
                key={code}
                name="departements"
                label={name}
                chips
                defaultValue={values.departements}
                choices={labels.departements
                  .filter(({ region }) => region === code)
                  .map(({ slug, name: called }) => ({ value: slug, label: called }))}
              />
            ))}
          </div>
        </details>
      </fieldset>
    </Level>
  );
}
