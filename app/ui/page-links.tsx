import { ChevronRight, ChevronsLeft } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

interface PartLinksProps {
  /** URL of the first page; null when it is the current one. */
  first: string | null;
  /** URL of the next page; null at the end. */
  next: string | null;
}

/** Links to the next and first page of a long list; nothing for a short one. */
export function PageLinks({ first, next }: PartLinksProps) {
  const t = useMessages();
  if (!first && !next) return null;
  return (
    <nav className="pagination" aria-label={t("pagination.label")}>
      {first && (
        <Link className="button plain" to={first}>
          <ChevronsLeft aria-hidden="true" />
          <span className="button-text">{t("pagination.first")}</span>
        </Link>
      )}
      {next && (
        <Link className="button plain" rel="next" to={next} aria-label={t("pagination.next")}>
          <span className="button-text">{t("pagination.nextShort")}</span>
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
