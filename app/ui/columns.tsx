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
  /** Rank of the title; 2 otherwise. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A titled part of a page or of an aside. */
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
