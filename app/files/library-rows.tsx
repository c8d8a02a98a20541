import { Badge } from "../ui/badge";
import { Globe } from "../ui/icons";
import { Row, Rows } from "../ui/rows";
import { useSavesData } from "../ui/saves-data";
import { useWeight } from "../ui/weight";
import { FileIcon } from "./file-icon";
import { libraryContentPath } from "./files";
import { type LibraryRow, libraryFilePath } from "./library";
import { useMessages } from "./messages";

/** Files of the library, each with its weight. */
export function LibraryRows({ rows, label }: { rows: readonly LibraryRow[]; label: string }) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <Rows label={label}>
      {rows.map((row) => (
        <Row
          key={row.id}
          avatar={<LibraryThumb row={row} />}
          title={row.name}
          to={libraryFilePath(row.id)}
          level={2}
          badges={
            row.access === "public" && (
              <Badge icon={Globe} tone="leaf">
                {t("library.public")}
              </Badge>
            )
          }
          meta={[
            t(`kind.${row.kind}`),
            weight(row.size),
            row.year,
            row.language && t(`language.${row.language as "fr"}`),
            row.organisation,
          ]
            .filter(Boolean)
            .join(" · ")}
        >
          {row.description}
        </Row>
      ))}
    </Rows>
  );
}

function LibraryThumb({ row }: { row: LibraryRow }) {
  const savesData = useSavesData();
  if (!row.thumb || savesData)
    return (
      <span className="library-thumb">
        <FileIcon kind={row.kind} />
      </span>
    );
  const { width, height } = row.thumb;
  return (
    <span className="library-thumb" aria-hidden="true">
      <img
        src={libraryContentPath(row.id, "vignette")}
        width={width}
        height={height}
        alt=""
        loading="lazy"
        decoding="async"
      />
    </span>
  );
}
