import { ArrowUpDown } from "./icons";
import { Link } from "./link";
import { Menu } from "./menu";

interface SortMenuProps {
  /** What is chosen: "Trier par". */
  label: string;
  choices: readonly { to: string; label: string; current: boolean }[];
}

/** The order of a list: a button with the present one, which opens the others. Links, so that it works without scripts. */
export function SortMenu({ label, choices }: SortMenuProps) {
  const current = choices.find((choice) => choice.current);
  return (
    <Menu
      small
      align="start"
      icon={ArrowUpDown}
      label={
        <>
          <span className="hidden-text">{label} </span>
          {current?.label ?? label}
        </>
      }
    >
      {choices.map(({ to, label: name, current: isCurrent }) => (
        <Link key={to} to={to} preventScrollReset aria-current={isCurrent ? "true" : undefined}>
          {name}
        </Link>
      ))}
    </Menu>
  );
}
