import { Badge } from "../../ui/badge";
import { buttonClass, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, type IconComponent } from "../../ui/icons";
import { Row } from "../../ui/rows";
import { useMessages } from "../messages";
import { FieldForm } from "./field-form";
import type { ManagedField } from "./manage-fields.server";

interface FieldRowProps {
  field: ManagedField;
  first?: boolean;
  last?: boolean;
}

/** A field with its kind, who sees it, and what can be done with it. */
export function FieldRow({ field, first = true, last = true }: FieldRowProps) {
  const t = useMessages();
  const { id, labelFr, hintFr, kind, level, facet, column, values, archived, owner } = field;
  const name = { field: labelFr };
  return (
    <Row
      title={labelFr}
      level={3}
      badges={
        <>
          <Badge>{t(`fields.kind.${kind}`)}</Badge>
          {facet && <Badge tone="accent">{t("fields.facetBadge")}</Badge>}
          {column && <Badge tone="accent">{t("fields.columnBadge")}</Badge>}
        </>
      }
      meta={
        <span className="dotted">
          <span>{t("fields.seenBy", { level: t(`fields.level.${level}`) })}</span>
          <span className="number">{t("fields.values", { count: values })}</span>
        </span>
      }
      actions={
        <div className="line">
          {!first && <Act id={id} what="up" icon={ArrowUp} label={t("fields.up", name)} />}
          {!last && <Act id={id} what="down" icon={ArrowDown} label={t("fields.down", name)} />}
          {archived ? (
            <Act id={id} what="restore" icon={ArchiveRestore} label={t("fields.restore", name)} />
          ) : (
            <Act id={id} what="archive" icon={Archive} label={t("fields.archive", name)} />
          )}
        </div>
      }
    >
      {hintFr && <p>{hintFr}</p>}
      {!archived && (
        <details>
          <summary className={buttonClass({ kind: "quiet", small: true })}>
            {t("fields.change")}
            <span className="hidden-text"> {labelFr}</span>
          </summary>
          <div className="details-form">
            <FieldForm owner={owner} field={field} />
          </div>
        </details>
      )}
    </Row>
  );
}

interface ActProps {
  id: string;
  what: "up" | "down" | "archive" | "restore";
  icon: IconComponent;
  label: string;
}

function Act({ id, what, icon: Icon, label }: ActProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="field" value={id} />
      <SubmitButton name="what" value={what} kind="quiet" small aria-label={label} title={label}>
        <Icon aria-hidden="true" />
      </SubmitButton>
    </Form>
  );
}
