import type { ReactNode } from "react";
import { Link } from "./link";
import { useMessages } from "./messages";

/** The list of titled rows that every page of the portal is made of. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** The title; may hold `<mark>`. */
  title: ReactNode;
  /** Where the title, and the whole row under a finger, leads. */
  to?: string;
  /** Badge and place, above the title. */
  kicker?: ReactNode;
  /** Badges on the line of the title. */
  badges?: ReactNode;
  avatar?: ReactNode;
  /** A sentence or two. */
  children?: ReactNode;
  /** Small facts, below. */
  meta?: ReactNode;
  /** Buttons or a menu, at the end. */
  actions?: ReactNode;
  /** Something here is new to the reader. */
  unread?: boolean;
  /** Rank of the title among the page's headings; 2 otherwise, `false` for no heading. */
  level?: 2 | 3 | false;
}

/** One row: what it is, what it is called, what is to be known before opening it. */
export function Row(props: RowProps) {
  const { title, to, kicker, badges, avatar, children, meta, actions, unread, level = false } = props;
  const t = useMessages();
  const Title = level ? (`h${level}` as const) : "p";
  return (
    <li className={unread ? "row unread" : "row"}>
      {avatar}
      <div className="row-text">
        {kicker && <div className="line meta">{kicker}</div>}
        <div className="row-head">
          <Title className="row-title" dir="auto">
            {unread && <span className="hidden-text">{t("row.unread")} </span>}
            <bdi dir="auto">{to ? <Link to={to}>{title}</Link> : title}</bdi>
          </Title>
          {badges}
        </div>
        {children && <div className="row-body">{children}</div>}
        {meta && <div className="meta row-meta">{meta}</div>}
      </div>
      {actions && <div className="row-actions">{actions}</div>}
    </li>
  );
}
