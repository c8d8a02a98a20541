import { ButtonLink, SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Form } from "../../ui/form";
import { Undo2 } from "../../ui/icons";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { useMessages } from "../messages";
import { useFieldName } from "../profile/changes-list";
import type { KeptRecord, WrittenImport } from "./import-preview";

/** Result of a written import, with its undo: what it put back, or would put back, and what it keeps. */
export function ImportDone({ written }: { written: WrittenImport }) {
  const { fileName, result, undoneAt, undone, touched } = written;
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
        title={t(undoneAt ? "import.undone" : "import.done")}
        lead={fileName}
      />
      <Notice
        tone="done"
        role="status"
        actions={<ButtonLink to="/annuaire">{t("import.seeDirectory")}</ButtonLink>}
      >
        {undoneAt
          ? t("import.undoneLead", { deleted: undone?.deleted ?? 0, restored: undone?.restored ?? 0 })
          : t("import.doneLead", { created: result.created, updated: result.updated, left: result.left })}
      </Notice>
      {undone && undone.keptCount > 0 && (
        <Section id="gardees" title={t("import.kept", { count: undone.keptCount })}>
          <KeptList records={undone.kept} />
        </Section>
      )}
      {!undoneAt && result.created + result.updated > 0 && (
        <Section id="annuler" title={t("import.undo")}>
          <Form method="post" className="stack">
            <p className="prose">
              {t("import.undoHelp", { created: result.created, updated: result.updated })}
            </p>
            {touched.length > 0 && (
              <Notice tone="warning" title={t("import.touched")}>
                <KeptList records={touched} />
              </Notice>
            )}
            <SubmitButton name="what" value="undo" kind="danger" icon={Undo2}>
              {t("import.undoSubmit")}
            </SubmitButton>
          </Form>
        </Section>
      )}
    </div>
  );
}

/** Records that were used or edited since, with the fields that keep their value. */
function KeptList({ records }: { records: readonly KeptRecord[] }) {
  const t = useMessages();
  const fieldName = useFieldName();
  return (
    <ul className="links">
      {records.map(({ id, name, fields }) => (
        <li key={id}>
          {name ? <Link to={`/annuaire/${id}`}>{name}</Link> : t("import.gone")}
          {fields.length > 0 && <span className="meta"> · {fields.map(fieldName).join(", ")}</span>}
        </li>
      ))}
    </ul>
  );
}
