import { isFieldKey } from "../custom-fields/custom-fields";
import { useCustomLabel } from "../custom-fields/fields-context";
import { useMessages } from "../messages";
import type { Column } from "../table-columns";

/** The title of a column, also of a field of the secretariat. */
export function useColumnLabel(): (column: Column) => string {
  const t = useMessages();
  const customLabel = useCustomLabel();
  return (column) => (isFieldKey(column) ? customLabel(column) : t(`column.${column}`));
}
