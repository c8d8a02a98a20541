import type { ReactNode } from "react";
import { ChevronDown, ListFilter } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

export interface FacetOption {
  value: string;
  label: string;
  count: number;
  checked?: boolean;
  /** When set, a link that toggles this value; otherwise a checkbox of the surrounding form. */
  to?: string;
}

interface FacetProps {
  title: string;
  /** Name of the checkboxes. */
  name: string;
  options: readonly FacetOption[];
  /** Number of values shown before "Tout voir"; 8 by default. */
  visible?: number;
}

/** A filter of a list, with the result count of each value. */
export function Facet({ title, name, options, visible = 8 }: FacetProps) {
  const t = useMessages();
  const shown = options.slice(0, visible);
  const more = options.slice(visible);
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {shown.map((option) => (
        <FacetLine key={option.value} name={name} {...option} />
      ))}
      {more.length > 0 && (
        <details open={more.some(({ checked }) => checked)}>
          <summary>
            {t("facet.more", { count: more.length })}
            <ChevronDown aria-hidden="true" />
          </summary>
          {more.map((option) => (
            <FacetLine key={option.value} name={name} {...option} />
          ))}
        </details>
      )}
    </fieldset>
  );
}

function FacetLine({ name, value, label, count, checked, to }: FacetOption & { name: string }) {
  const inside = (
    <>
      <span className="facet-label">{label}</span>
      <span className="count">{count}</span>
    </>
  );
  if (to) {
    return (
      <Link className="facet-line" to={to} preventScrollReset aria-current={checked ? "true" : undefined}>
        {inside}
      </Link>
    );
  }
  return (
    <label className="facet-line">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      {inside}
    </label>
  );
}

interface FiltersProps {
  /** Number of active filters, shown beside the title. */
  active?: number;
  children: ReactNode;
}

/** All filters of a list: folded on phones, open on wide screens that support it. */
export function Filters({ active = 0, children }: FiltersProps) {
  const t = useMessages();
  return (
    <details className="filters">
      <summary className="button plain">
        <ListFilter aria-hidden="true" />
        {t("facet.filters", { count: active })}
        <ChevronDown className="chevron" aria-hidden="true" />
      </summary>
      <div className="filters-inside">{children}</div>
    </details>
  );
}
