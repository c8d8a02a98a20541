import { Row, Rows } from "../../ui/rows";
import { Time } from "../../ui/time";
import { type DocumentCard, documentPath } from "../documents";
import { useMessages } from "../messages";

interface DocumentRowsProps {
  documents: readonly DocumentCard[];
  label: string;
  /** Names the themes of each text; needless on the page of one. */
  withThemes?: boolean;
  level?: 2 | 3;
}

/** Texts to read through: what they are called, how they begin, who writes them. */
export function DocumentRows({ documents, label, withThemes, level = 3 }: DocumentRowsProps) {
  return (
    <Rows label={label}>
      {documents.map((document) => (
        <Row
          key={document.id}
          title={document.title}
          to={documentPath(document)}
          level={level}
          kicker={withThemes && document.themes.map(({ name }) => name).join(" · ")}
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
