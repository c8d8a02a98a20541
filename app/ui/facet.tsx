import type { ReactNode } from "react";
import { ChevronDown, ListFilter } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

export interface FacetOption {
  value: string;
  label: string;
  count: number;
  checked?: boolean;
  /** Given: a link that switches this value; otherwise a checkbox of the form around. */
  to?: string;
}

interface FacetProps {
  title: string;
  /** Name of the checkboxes. */
  name: string;
  options: readonly FacetOption[];
  /** How many are in sight before "Tout voir"; 8 otherwise. */
  visible?: number;
}

/** One way to narrow a list, with how many each value leaves. */
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
  /** How many filters are on; said beside the title. */
  active?: number;
  children: ReactNode;
}

/** All the ways to narrow a list: folded on a phone, always open on a wide screen that can. */
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
