import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { ListFilter } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { type JournalFilters, journalParams } from "./journal";
import { kinds } from "./kinds";
import { useMessages } from "./messages";

interface JournalFiltersFormProps {
  filters: JournalFilters;
  actions: { action: string; label: string }[];
}

/** The filters of the journal: a plain GET form. */
export function JournalFiltersForm({ filters, actions }: JournalFiltersFormProps) {
  const t = useMessages();
  const byLabel = [...actions].sort((one, other) => one.label.localeCompare(other.label));
  return (
    <Form action="/journal" className="form">
      <TextField
        id="qui"
        name="qui"
        label={t("journal.who")}
        hint={t("journal.whoHint")}
        defaultValue={filters.who}
        maxLength={300}
      />
      <TextField
        id="structure"
        name="structure"
        label={t("journal.organisation")}
        hint={t("journal.organisationHint")}
        defaultValue={filters.organisation}
        maxLength={300}
      />
      <SelectField
        id="nature"
        name="nature"
        label={t("journal.kind")}
        placeholder={t("journal.everyKind")}
        options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        defaultValue={filters.kind}
      />
      <SelectField
        id="acte"
        name="acte"
        label={t("journal.action")}
        placeholder={t("journal.everyAction")}
        options={byLabel.map(({ action, label }) => ({ value: action, label }))}
        defaultValue={filters.action}
      />
      <TextField
        id="objet"
        name="objet"
        label={t("journal.object")}
        hint={t("journal.objectHint")}
        defaultValue={filters.object}
        maxLength={300}
      />
      <TextField id="du" name="du" type="date" label={t("journal.from")} defaultValue={filters.from} />
      <TextField id="au" name="au" type="date" label={t("journal.until")} defaultValue={filters.until} />
      <div className="line">
        <SubmitButton icon={ListFilter}>{t("journal.apply")}</SubmitButton>
        {journalParams(filters).length > 0 && (
          <ButtonLink kind="quiet" to="/journal">
            {t("journal.clear")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
