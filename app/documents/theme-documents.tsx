import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { FilePlus2 } from "../ui/icons";
import { Link } from "../ui/link";
import type { DocumentCard } from "./documents";
import { useMessages } from "./messages";
import { DocumentRows } from "./pages/document-rows";

interface ThemeDocumentsProps {
  documents: readonly DocumentCard[];
  /** The address of the form of a new document in this theme; missing for readers. */
  startAt?: string;
  /** The address of the full list, and the number of documents in it. */
  more: { to: string; total: number };
}

/** The documents of a theme. */
export function ThemeDocuments({ documents, startAt, more }: ThemeDocumentsProps) {
  const t = useMessages();
  return (
    <Section
      id="textes"
      title={t("theme.title")}
      more={
        more.total > documents.length && <Link to={more.to}>{t("theme.all", { count: more.total })}</Link>
      }
    >
      <div className="flow">
        {documents.length === 0 ? (
          <EmptyLine drawing="document">{t("theme.empty")}</EmptyLine>
        ) : (
          <DocumentRows documents={documents} label={t("theme.title")} />
        )}
        {startAt && (
          <p>
            <ButtonLink icon={FilePlus2} to={startAt}>
              {t("theme.start")}
            </ButtonLink>
          </p>
        )}
      </div>
    </Section>
  );
}
