import { Link } from "./link";

interface ChoosingProps {
  /** What is chosen among, for screen readers. */
  label: string;
  choices: readonly { to: string; label: string; current: boolean }[];
}

/** A few views of one list, side by side, one of them open; plain links. */
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
