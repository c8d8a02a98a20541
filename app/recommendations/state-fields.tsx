import { SelectField } from "../ui/inputs";
import { useMessages } from "./messages";
import { type Position, positions, type Status, statuses } from "./recommendations";

interface StateFieldsProps {
  position: Position;
  status: Status;
  /** In a row of the table: labels for screen readers only, and the keyboard begins here. */
  inRow?: boolean;
}

/** What the State says of a recommendation, and how far it has come. */
export function StateFields({ position, status, inRow }: StateFieldsProps) {
  const t = useMessages();
  return (
    <>
      <SelectField
        name="status"
        label={t("matrix.filter.status")}
        hideLabel={inRow}
        defaultValue={status}
        autoFocus={inRow}
        options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      <SelectField
        name="position"
        label={t("matrix.filter.position")}
        hideLabel={inRow}
        defaultValue={position}
        options={positions.map((value) => ({ value, label: t(`position.${value}`) }))}
      />
    </>
  );
}
