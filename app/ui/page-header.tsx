import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";

interface PageHeaderProps {
  title: string;
  /** One sentence that says what is here. */
  lead?: ReactNode;
  /** The way back up, without the page itself. */
  crumbs?: Crumb[];
  /** Badges and the like, above the title. */
  state?: ReactNode;
  /** Small facts below the title: counts, dates. */
  meta?: ReactNode;
  /** Buttons; the main one first. */
  actions?: ReactNode;
  /** Before the title: an avatar. */
  avatar?: ReactNode;
}

/** The head of every page: where one is, what it is called, what one can do. The only h1. */
export function PageHeader({ title, lead, crumbs, state, meta, actions, avatar }: PageHeaderProps) {
  return (
    <header className="page-header">
      {crumbs && crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      <div className="page-header-row">
        {avatar}
        <div className="page-header-text">
          {state && <div className="line page-header-state">{state}</div>}
          <h1 className={title.length > 44 ? "long" : undefined} dir="auto">
            {title}
          </h1>
          {meta && <div className="line meta page-header-meta">{meta}</div>}
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="line page-header-actions">{actions}</div>}
      </div>
    </header>
  );
}
