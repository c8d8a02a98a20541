import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "../ui/badge";
import { Link } from "../ui/link";
import { Time } from "../ui/time";
import type { MatrixGroup, MatrixRow } from "./matrix";
import { useMessages } from "./messages";
import { recommendationPath, type Status } from "./recommendations";

export const statusTones: Record<Status, BadgeTone> = {
  formulated: "neutral",
  sent: "neutral",
  received: "neutral",
  preparing: "accent",
  started: "accent",
  partly_done: "ochre",
  done: "leaf",
  not_done: "alert",
  no_information: "neutral",
  void: "neutral",
};

interface MatrixTableProps {
  rows: readonly MatrixRow[];
  /** A column that every row would repeat. */
  hide?: "authority";
  group?: MatrixGroup;
  /** The editor of a row, instead of its state; undefined for rows that are not edited. */
  editorOf?: (row: MatrixRow) => ReactNode;
  /** The address at which the row is edited. */
  editPath?: (row: MatrixRow) => string;
}

/** The table of follow-up: one row for each addressee of a recommendation. */
export function MatrixTable({ rows, hide, group, editorOf, editPath }: MatrixTableProps) {
  const t = useMessages();
  const columnCount = hide ? 5 : 6;
  let before: string | null = null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className="table-box matrix" aria-label={t("matrix.title")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("matrix.column.number")}</th>
            <th scope="col">{t("matrix.column.text")}</th>
            {!hide && <th scope="col">{t("matrix.column.authority")}</th>}
            <th scope="col">{t("matrix.column.due")}</th>
            <th scope="col">{t("matrix.column.status")}</th>
            <th scope="col">{t("matrix.column.grade")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const label = group ? groupLabel(row, group, t) : null;
            const opens = label !== null && label !== before;
            before = label;
            const editor = editorOf?.(row);
            return [
              opens && (
                <tr key={`${row.id} ${label}`} className="matrix-group">
                  <th scope="colgroup" colSpan={columnCount}>
                    {label}
                  </th>
                </tr>
              ),
              <tr key={`${label} ${row.id}`} id={`l-${row.id}`} className={row.overdue ? "late" : undefined}>
                <td className="matrix-number">
                  <Link to={recommendationPath({ id: row.recommendationId })}>{row.number}</Link>
                </td>
                <th scope="row" dir="auto">
                  {row.text}
                  <span className="meta matrix-source">{row.source}</span>
                </th>
                {!hide && (
                  <td>
                    <Link to={`/autorites/${row.authorityId}-${row.authoritySlug}`}>{row.authority}</Link>
                    {row.follower && (
                      <span className="meta matrix-source">
                        {t("matrix.followedBy", { name: row.follower })}
                      </span>
                    )}
                  </td>
                )}
                <td>
                  <DueCell row={row} />
                </td>
                {editor ?? (
                  <>
                    <td>
                      <span className="matrix-state">
                        <Badge tone={statusTones[row.status]}>{t(`status.${row.status}`)}</Badge>
                        <span className="meta">{t(`position.${row.position}`)}</span>
                        {editPath && (
                          <Link className="matrix-edit" to={editPath(row)} preventScrollReset>
                            {t("matrix.edit")}
                            <span className="hidden-text">
                              {" "}
                              {t("matrix.editOf", { number: row.number, name: row.authority })}
                            </span>
                          </Link>
                        )}
                      </span>
                    </td>
                    <td className="matrix-grade">
                      {row.grade === "N" ? "–" : t("grade.letter", { grade: row.grade })}
                    </td>
                  </>
                )}
              </tr>,
            ];
          })}
        </tbody>
      </table>
    </section>
  );
}

type T = ReturnType<typeof useMessages>;

function groupLabel(row: MatrixRow, group: MatrixGroup, t: T): string {
  if (group === "authority") return row.authority;
  if (group === "status") return t(`status.${row.status}`);
  return (group === "theme" ? row.theme : row.body) ?? t("matrix.noGroup");
}

function DueCell({ row }: { row: MatrixRow }) {
  const t = useMessages();
  if (!row.dueOn) return <>{row.dueText ?? "–"}</>;
  return (
    <span className="matrix-state">
      {row.dueText ?? <Time at={row.dueOn} look="short" />}
      {row.overdue && <Badge tone="alert">{t("due.late")}</Badge>}
    </span>
  );
}
