import { ButtonLink, SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Form } from "../../ui/form";
import { Undo2 } from "../../ui/icons";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { useMessages } from "../messages";
import type { WrittenImport } from "./import-preview";

interface ImportDoneProps {
  written: WrittenImport;
  /** The undo was refused, because a record was changed since. */
  kept: boolean;
}

/** Result of a written import, with the undo button. */
export function ImportDone({ written: { fileName, result, undoneAt, touched }, kept }: ImportDoneProps) {
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
          ? t("import.undoneLead")
          : t("import.doneLead", { created: result.created, updated: result.updated, left: result.left })}
      </Notice>
      {!undoneAt && result.created + result.updated > 0 && (
        <Section id="annuler" title={t("import.undo")}>
          {touched.length > 0 ? (
            <>
              <Notice tone="warning" role={kept ? "alert" : undefined}>
                {t("import.touched")}
              </Notice>
              <ul className="links">
                {touched.map(({ id, name }) => (
                  <li key={id}>{name ? <Link to={`/annuaire/${id}`}>{name}</Link> : t("import.gone")}</li>
                ))}
              </ul>
            </>
          ) : (
            <Form method="post">
              <p className="prose">
                {t("import.undoHelp", { created: result.created, updated: result.updated })}
              </p>
              <SubmitButton name="what" value="undo" kind="plain" icon={Undo2}>
                {t("import.undoSubmit")}
              </SubmitButton>
            </Form>
          )}
        </Section>
      )}
    </div>
  );
}
