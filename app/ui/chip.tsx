import { X } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

interface ChipProps {
  /** The filter in words: "Région : Agadez". */
  label: string;
  /** URL of the same list without this filter. */
  to: string;
}

/** An active filter; the link removes it. */
export function Chip({ label, to }: ChipProps) {
  const t = useMessages();
  return (
    <Link className="chip" to={to} preventScrollReset aria-label={t("chip.remove", { label })}>
      {label}
      <X aria-hidden="true" />
    </Link>
  );
}

interface ChipsProps {
  chips: readonly ChipProps[];
  /** URL without any filter, offered from two chips on. */
  clearTo?: string;
}

/** The active filters. */
export function Chips({ chips, clearTo }: ChipsProps) {
  const t = useMessages();
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={t("chip.list")}>
      {chips.map((chip) => (
        <li key={chip.label}>
          <Chip {...chip} />
        </li>
      ))}
      {clearTo && chips.length > 1 && (
        <li>
          <Link className="meta" to={clearTo} preventScrollReset>
            {t("chip.clear")}
          </Link>
        </li>
      )}
    </ul>
  );
}
