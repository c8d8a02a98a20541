import { Link } from "./link";
import { useMessages } from "./messages";

export interface Crumb {
  to: string;
  label: string;
}

/** Breadcrumbs. On phones only the parent is shown, with an arrow. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const t = useMessages();
  return (
    <nav className="crumbs" aria-label={t("breadcrumbs.label")}>
      <ol>
        {crumbs.map(({ to, label }) => (
          <li key={to}>
            <bdi>
              <Link to={to}>{label}</Link>
            </bdi>
          </li>
        ))}
      </ol>
    </nav>
  );
}
