import { ChevronLeft, ChevronRight } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

interface PaginationProps {
  /** Starts at 1. */
  page: number;
  pageSize: number;
  total: number;
  /** URL of a page, with the filters. */
  toPage: (page: number) => string;
}

/** Position in a list, with links to the neighbouring pages. A single page shows only its count. */
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
