import { SubmitButton } from "../../ui/button";
import { CheckboxField, RadioGroup } from "../../ui/choices";
import { Form } from "../../ui/form";
import { FieldPair } from "../../ui/form-sections";
import { Plus, Save } from "../../ui/icons";
import { SelectField, TextArea, TextField } from "../../ui/inputs";
import { levels } from "../field-visibility";
import { useMessages } from "../messages";
import { type FieldOwner, facetKinds, fieldKinds, maxHintLength, maxLabelLength } from "./custom-fields";
import type { ManagedField } from "./manage-fields.server";

interface FieldFormProps {
  owner: FieldOwner;
  /** The field to change; a new one without. */
  field?: ManagedField;
  /** Idempotency key of a new field. */
  formKey?: string;
}

/** The definition of a field. Its kind is chosen once. */
export function FieldForm({ owner, field, formKey }: FieldFormProps) {
  const t = useMessages();
  const kind = field?.kind;
  const offered = levels.filter((level) => owner === "organisation" || level !== "public");
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="what" value={field ? "change" : "create"} />
      {field ? (
        <input type="hidden" name="field" value={field.id} />
      ) : (
        <>
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="owner" value={owner} />
        </>
      )}
      <FieldPair>
        <TextField
          name="labelFr"
          label={t("fields.labelFr")}
          defaultValue={field?.labelFr}
          minLength={2}
          maxLength={maxLabelLength}
          required
        />
        <TextField
          name="labelEn"
          label={t("fields.labelEn")}
          defaultValue={field?.labelEn}
          maxLength={maxLabelLength}
          optional
        />
      </FieldPair>
      {!field && (
        <RadioGroup
          name="kind"
          label={t("fields.kind")}
          defaultValue="text"
          choices={fieldKinds.map((value) => ({ value, label: t(`fields.kind.${value}`) }))}
          chips
        />
      )}
      <FieldPair>
        <TextField
          name="hintFr"
          label={t("fields.hintFr")}
          defaultValue={field?.hintFr}
          maxLength={maxHintLength}
          optional
        />
        <TextField
          name="hintEn"
          label={t("fields.hintEn")}
          defaultValue={field?.hintEn}
          maxLength={maxHintLength}
          optional
        />
      </FieldPair>
      {(!kind || kind === "choice") && (
        <TextArea
          name="options"
          label={t("fields.options")}
          hint={t("fields.optionsHint")}
          defaultValue={field?.optionLines}
          rows={3}
          optional={!kind}
        />
      )}
      {(!kind || kind === "number") && (
        <FieldPair>
          <TextField
            name="min"
            label={t("fields.min")}
            inputMode="decimal"
            defaultValue={field?.min ?? ""}
            maxLength={20}
            optional
          />
          <TextField
            name="max"
            label={t("fields.max")}
            inputMode="decimal"
            defaultValue={field?.max ?? ""}
            maxLength={20}
            optional
          />
        </FieldPair>
      )}
      <SelectField
        name="level"
        label={t("fields.level")}
        hint={t("fields.levelHint")}
        defaultValue={field?.level ?? "network"}
        options={offered.map((level) => ({ value: level, label: t(`fields.level.${level}`) }))}
      />
      <div className="line">
        {(!kind || facetKinds.includes(kind)) && (
          <CheckboxField name="facet" label={t("fields.facet")} defaultChecked={field?.facet} />
        )}
        {owner === "organisation" && (
          <CheckboxField name="column" label={t("fields.column")} defaultChecked={field?.column} />
        )}
      </div>
      <SubmitButton kind={field ? "main" : "plain"} icon={field ? Save : Plus}>
        {t(field ? "fields.save" : "fields.create")}
      </SubmitButton>
    </Form>
  );
}
