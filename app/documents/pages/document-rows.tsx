import { Row, Rows } from "../../ui/rows";
import { ThemeNames } from "../../ui/theme-names";
import { Time } from "../../ui/time";
import { type DocumentCard, documentPath } from "../documents";
import { useMessages } from "../messages";

interface DocumentRowsProps {
  documents: readonly DocumentCard[];
  label: string;
  /** Shows the themes of each document; not needed on a theme's page. */
  withThemes?: boolean;
  level?: 2 | 3;
}

/** A list of documents: title, excerpt, writers. */
export function DocumentRows({ documents, label, withThemes, level = 3 }: DocumentRowsProps) {
  return (
    <Rows label={label}>
      {documents.map((document) => (
        <Row
          key={document.id}
          title={document.title}
          to={documentPath(document)}
          level={level}
          kicker={withThemes && document.themes.length > 0 && <ThemeNames themes={document.themes} />}
          meta={<RowMeta document={document} />}
        >
          {document.excerpt}
        </Row>
      ))}
    </Rows>
  );
}

function RowMeta({ document: { organisations, changedAt } }: { document: DocumentCard }) {
  const t = useMessages();
  const names = organisations.map(({ acronym, name }) => acronym ?? name).join(", ");
  return (
    <>
      {names && <>{names} · </>}
      {t("row.changed")} <Time at={changedAt} look="short" />
    </>
  );
}
