import type { ShownColumn } from "../../tables/pending-table";
import { columnLetters } from "../../tables/table";
import { Section } from "../../ui/columns";
import { SelectField } from "../../ui/inputs";
import type { FieldKey } from "../custom-fields/custom-fields";
import { useMessages } from "../messages";
import { columns } from "../table-columns";
import type { Mapping } from "./column-titles";
import type { Preview } from "./import-preview";
import { useColumnLabel } from "./use-column-label";

/** Choice of the file's sheet and header row. */
export function ImportSource({ preview }: { preview: Preview }) {
  const { sheetNames, sheet, headerRow, firstRows } = preview;
  const t = useMessages();
  return (
    <Section id="source" title={t("import.source")}>
      <div className="cards">
        {sheetNames.length > 1 && (
          <SelectField
            name="sheet"
            label={t("import.sheet")}
            hint={t("import.sheetHint")}
            defaultValue={String(sheet)}
            options={sheetNames.map((name, index) => ({ value: String(index), label: name }))}
          />
        )}
        <SelectField
          name="header"
          label={t("import.header")}
          hint={t("import.headerHint")}
          defaultValue={String(headerRow)}
          options={[
            ...firstRows.map(({ number, text }) => ({
              value: String(number),
              label: t("import.headerRow", { number, text }),
            })),
            { value: "0", label: t("import.noHeader") },
          ]}
        />
      </div>
    </Section>
  );
}

interface ImportColumnsProps {
  columns: readonly ShownColumn[];
  /** Columns of the secretariat's fields. */
  custom: readonly FieldKey[];
  mapping: Mapping;
}

/** Mapping of the file's columns. */
export function ImportColumns({ columns: shown, custom, mapping }: ImportColumnsProps) {
  const t = useMessages();
  const columnLabel = useColumnLabel();
  return (
    <Section id="colonnes" title={t("import.mapping")}>
      <p className="meta">{t("import.mappingHelp")}</p>
      <div className="cards">
        {shown.map(({ index, title, example }) => (
          <SelectField
            key={index}
            name={`column.${index}`}
            label={title || t("import.unnamed", { letters: columnLetters(index) })}
            hint={example}
            defaultValue={mapping[String(index)] ?? ""}
            placeholder={t("import.ignored")}
            options={[...columns, ...custom].map((column) => ({ value: column, label: columnLabel(column) }))}
          />
        ))}
      </div>
    </Section>
  );
}
