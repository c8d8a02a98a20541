import { addressOf } from "../http/addresses";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import type { SpaceDocument } from "./space-documents";

interface DocumentRowsProps {
  documents: readonly SpaceDocument[];
  label: string;
}

/** A space's list of documents: title, author, last change. */
export function DocumentRows({ documents, label }: DocumentRowsProps) {
  return (
    <Rows label={label}>
      {documents.map((document) => (
        <Row
          key={document.id}
          title={document.title}
          to={`/textes/${addressOf(document)}`}
          level={3}
          meta={
            <>
              {document.organisation && <>{document.organisation} · </>}
              <Time at={document.changedAt} look="short" />
            </>
          }
        />
      ))}
    </Rows>
  );
}
