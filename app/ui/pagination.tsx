import { ChevronLeft, ChevronRight } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

interface PaginationProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** The address of a page, filters kept. */
  toPage: (page: number) => string;
}

/** Which part of a list one sees, and the ways to its neighbours. A list of one page shows only its count. */
export function Pagination({ page, pageSize, total, toPage }: PaginationProps) {
  const t = useMessages();
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav className="pagination" aria-label={t("pagination.label")}>
      {page > 1 && (
        <Link className="button plain" rel="prev" to={toPage(page - 1)} aria-label={t("pagination.previous")}>
          <ChevronLeft aria-hidden="true" />
          <span className="button-text">{t("pagination.previousShort")}</span>
        </Link>
      )}
      <p className="meta number">
        {t("pagination.range", { from, to: Math.min(page * pageSize, total), total })}
      </p>
      {page < last && (
        <Link className="button plain" rel="next" to={toPage(page + 1)} aria-label={t("pagination.next")}>
          <span className="button-text">{t("pagination.nextShort")}</span>
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
