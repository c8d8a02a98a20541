import { isFieldKey } from "../custom-fields/custom-fields";
import { useCustomLabel } from "../custom-fields/fields-context";
import type { ProfileField } from "../field-visibility";
import { useMessages } from "../messages";
import { type Changes, type EditedField, pageFieldOf } from "./profile-form";
import { useLabelled } from "./use-labelled";

interface ChangesListProps {
  changes: Changes;
}

/** Changed fields with their values before and after. */
export function ChangesList({ changes }: ChangesListProps) {
  const fieldName = useFieldName();
  const words = useLabelled();
  const t = useMessages();
  return (
    <dl className="facts">
      {(Object.entries(changes) as [EditedField, { before: unknown; after: unknown }][]).map(
        ([field, { before, after }]) => (
          <div key={field}>
            <dt>{fieldName(field)}</dt>
            <dd>
              <del>{words(field, before) || t("history.nothing")}</del> <span aria-hidden="true">→</span>{" "}
              <ins>{words(field, after) || t("history.nothing")}</ins>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The label of a field. */
export function useFieldName(): (field: EditedField) => string {
  const t = useMessages();
  const customLabel = useCustomLabel();
  return (field) => {
    if (isFieldKey(field)) return customLabel(field);
    if (field === "name" || field === "type" || field === "visibility") return t(`field.${field}`);
    if (field === "nationwide") return t("area.wholeCountry");
    if (field === "outsideNiger") return t("area.abroad");
    return t(`field.${(pageFieldOf(field) ?? "name") as ProfileField}`);
  };
}
