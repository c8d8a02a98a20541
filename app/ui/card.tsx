import type { ReactNode } from "react";
import type { Colour } from "./colours";
import { Link } from "./link";

interface CardProps {
  /** None where the card only frames a form. */
  title?: ReactNode;
  to?: string;
  /** The colour of a theme: a woven edge on top. */
  colour?: Colour;
  children?: ReactNode;
  /** Small facts at the foot. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** Rank of the title; 2 otherwise. */
  level?: 2 | 3;
}

/** A thing that stands by itself among its like: a theme, a space. For lists to read through take `Rows`. */
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

/** Cards side by side, as many as there is room for. */
export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>;
}
