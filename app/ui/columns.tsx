import type { ReactNode } from "react";

interface ColumnsProps {
  children: ReactNode;
  /** What stands beside the page on a wide screen. */
  aside: ReactNode;
  /** What the aside is, for screen readers. */
  asideLabel: string;
  /** On a phone the aside comes first (filters) instead of last. */
  asideFirst?: boolean;
}

/** A page and what stands beside it; one above the other on a phone. */
export function Columns({ children, aside, asideLabel, asideFirst }: ColumnsProps) {
  const side = (
    <aside className="aside" aria-label={asideLabel}>
      {aside}
    </aside>
  );
  return (
    <div className="columns">
      {asideFirst && side}
      <div className="columns-main">{children}</div>
      {!asideFirst && side}
    </div>
  );
}

interface SectionProps {
  title: string;
  /** A small link beside the title: "Tout voir". */
  more?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A titled part of a page or of an aside. */
export function Section({ title, more, id, children }: SectionProps) {
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {more && <span className="meta">{more}</span>}
      </div>
      {children}
    </section>
  );
}
