import { Section } from "../ui/columns";
import { Link } from "../ui/link";
import type { DocumentCard } from "./documents";
import { useMessages } from "./messages";
import { DocumentRows } from "./pages/document-rows";

/** The documents changed last, for the home page. */
export function LatestDocuments({ documents }: { documents: readonly DocumentCard[] }) {
  const t = useMessages();
  if (documents.length === 0) return null;
  return (
    <Section id="textes" title={t("latest.title")} more={<Link to="/textes">{t("latest.all")}</Link>}>
      <DocumentRows documents={documents} label={t("latest.title")} withThemes />
    </Section>
  );
}
