import { Link } from "./link";
import { useMessages } from "./messages";

export interface Crumb {
  to: string;
  label: string;
}

/** The way back up. On a phone only the nearest step is shown, with an arrow. */
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
