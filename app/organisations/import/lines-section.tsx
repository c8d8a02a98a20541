import { Badge, type BadgeTone } from "../../ui/badge";
import { SelectField } from "../../ui/inputs";
import { Link } from "../../ui/link";
import { Table } from "../../ui/table";
import { useMessages } from "../messages";
import { ChangesList } from "../profile/changes-list";
import type { Effect, Fault, PreviewLine } from "./import-preview";
import { useColumnLabel } from "./use-column-label";

export const effectTones: Record<Effect["kind"], BadgeTone> = {
  new: "leaf",
  update: "accent",
  same: "neutral",
  suspected: "ochre",
  left: "neutral",
  wrong: "alert",
};

/** The effect of each line, its reason, and the possible choices. */
export function ImportLines({ lines }: { lines: readonly PreviewLine[] }) {
  const t = useMessages();
  return (
    <Table
      caption={t("import.lines")}
      hideCaption
      rows={lines}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: "number", header: t("import.line"), numeric: true, cell: ({ number }) => number },
        { key: "name", header: t("column.name"), heading: true, cell: ({ name }) => name || "—" },
        {
          key: "kind",
          header: t("import.effect"),
          cell: ({ effect }) => (
            <Badge tone={effectTones[effect.kind]}>{t(`import.kind.${effect.kind}`)}</Badge>
          ),
        },
        { key: "why", header: t("import.why"), cell: (line) => <Details line={line} /> },
      ]}
    />
  );
}

function Details({ line }: { line: PreviewLine }) {
  const { effect, notes } = line;
  const t = useMessages();
  return (
    <>
      {(effect.kind === "update" || effect.kind === "same") && (
        <Link to={`/annuaire/${effect.id}`}>{effect.name}</Link>
      )}
      {effect.kind === "update" && <ChangesList changes={effect.changes} />}
      {effect.kind === "wrong" && <Wrong line={line} />}
      {effect.kind === "suspected" && <Suspected line={line} />}
      {notes.map(({ why, what }) => (
        <p key={why + what} className="meta">
          {t(`import.note.${why}`, { what })}
        </p>
      ))}
    </>
  );
}

/** Why a line is invalid, and the options. */
function Wrong({ line: { number, effect } }: { line: PreviewLine }) {
  const t = useMessages();
  if (effect.kind !== "wrong") return null;
  return (
    <>
      <p>
        {effect.why === "field" ? (
          <FaultWords fault={effect.fault} />
        ) : (
          t(`import.wrong.${effect.why}`, { what: effect.what })
        )}
      </p>
      <SelectField
        name={`line.${number}`}
        label={t("import.choose", { line: number })}
        hideLabel
        defaultValue=""
        placeholder={t("import.toMend")}
        options={[
          ...(effect.canDrop ? [{ value: "drop", label: t("import.drop") }] : []),
          { value: "left", label: t("import.leave") },
        ]}
      />
    </>
  );
}

function FaultWords({ fault: { column, why, what, size, max } }: { fault: Fault }) {
  const t = useMessages();
  const columnLabel = useColumnLabel();
  return t(`import.fault.${why}`, { column: columnLabel(column), what, size, max });
}

/** Organisations, or another line, that a line may mean. */
function Suspected({ line: { number, effect } }: { line: PreviewLine }) {
  const t = useMessages();
  if (effect.kind !== "suspected") return null;
  const { alike, twin } = effect;
  return (
    <>
      {twin && <p>{t("import.twin", { line: twin.number, name: twin.name })}</p>}
      <SelectField
        name={`line.${number}`}
        label={t("import.choose", { line: number })}
        hideLabel
        defaultValue=""
        placeholder={t("import.undecided")}
        options={[
          ...alike.map(({ id, name }) => ({ value: id, label: t("import.updateThis", { name }) })),
          { value: "new", label: t("import.createAnyway") },
          { value: "left", label: t("import.leave") },
        ]}
      />
    </>
  );
}
