import { ChevronRight, ChevronsLeft } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

interface PartLinksProps {
  /** The address of the beginning; null when this is it. */
  first: string | null;
  /** The address of what follows; null at the end. */
  next: string | null;
}

/** The ways through a long list: on, and back to its beginning. A short one has none. */
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
