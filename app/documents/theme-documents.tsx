import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { FilePlus2 } from "../ui/icons";
import { Link } from "../ui/link";
import type { DocumentCard } from "./documents";
import { useMessages } from "./messages";
import { DocumentRows } from "./pages/document-rows";

interface ThemeDocumentsProps {
  documents: readonly DocumentCard[];
  /** Where a text of this theme is begun; none for who may only read. */
  startAt?: string;
  /** Where all of them are, and how many. */
  more: { to: string; total: number };
}

/** What is being written under a theme. */
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
          <p className="meta">{t("theme.empty")}</p>
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
