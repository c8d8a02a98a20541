import { Link } from "./link";

interface ChoosingProps {
  /** Label of the choice, for screen readers. */
  label: string;
  choices: readonly { to: string; label: string; current: boolean }[];
}

/** Views of one list as links, with the current one marked. */
export function ViewSwitch({ label, choices }: ChoosingProps) {
  return (
    <nav className="choosing" aria-label={label}>
      <ul>
        {choices.map(({ to, label: name, current }) => (
          <li key={to}>
            <Link to={to} aria-current={current ? "page" : undefined} preventScrollReset>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
