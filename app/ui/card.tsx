import type { ReactNode } from "react";
import type { Colour } from "./colours";
import { Link } from "./link";

interface CardProps {
  /** Absent when the card only frames a form. */
  title?: ReactNode;
  to?: string;
  /** The colour of a theme: a woven edge on top. */
  colour?: Colour;
  children?: ReactNode;
  /** Details in the footer. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** Heading level of the title; 2 by default. */
  level?: 2 | 3;
}

/** A self-contained item in a grid, such as a theme or space. For lists use `Rows`. */
export function Card({ title, to, colour, children, meta, actions, level = 2 }: CardProps) {
  const Title = `h${level}` as const;
  return (
    <article className={colour ? "card tinted" : "card"} data-colour={colour}>
      {title && (
        <Title className="card-title" dir="auto">
          {to ? <Link to={to}>{title}</Link> : title}
        </Title>
      )}
      {children}
      {meta && <div className="meta card-meta">{meta}</div>}
      {actions && <div className="line card-actions">{actions}</div>}
    </article>
  );
}

/** A grid of cards, as many columns as fit. */
export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>;
}
