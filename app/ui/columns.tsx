import type { ReactNode } from "react";

interface ColumnsProps {
  children: ReactNode;
  /** Content beside the page on a wide screen. */
  aside: ReactNode;
  /** Label of the aside, for screen readers. */
  asideLabel: string;
  /** On phones the aside comes first (filters) instead of last. */
  asideFirst?: boolean;
}

/** A page with an aside; stacked on phones. */
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
  /** Heading level of the title; 2 by default. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A section of a page or aside, with a title. */
export function Section({ title, more, id, level = 2, children }: SectionProps) {
  const Title = `h${level}` as const;
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <Title id={id}>{title}</Title>
        {more && <span className="meta">{more}</span>}
      </div>
      {children}
    </section>
  );
}
