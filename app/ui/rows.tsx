import type { ReactNode } from "react";
import { Link } from "./link";
import { useMessages } from "./messages";

/** A list of rows with titles, used on most pages. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** The title; may contain `<mark>`. */
  title: ReactNode;
  /** Target of the title, and of the whole row on touch screens. */
  to?: string;
  /** Badge and context, above the title. */
  kicker?: ReactNode;
  /** Badges on the line of the title. */
  badges?: ReactNode;
  avatar?: ReactNode;
  /** A sentence or two. */
  children?: ReactNode;
  /** Details, below. */
  meta?: ReactNode;
  /** Buttons or a menu, at the end. */
  actions?: ReactNode;
  /** Contains items that are new to the reader. */
  unread?: boolean;
  /** Heading level of the title; 2 by default, `false` for no heading. */
  level?: 2 | 3 | false;
}

/** A row: context, title, details. */
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
