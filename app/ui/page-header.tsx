import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";

interface PageHeaderProps {
  title: string;
  /** One sentence about the page. */
  lead?: ReactNode;
  /** The parent pages, without the page itself. */
  crumbs?: Crumb[];
  /** Badges, above the title. */
  state?: ReactNode;
  /** Details below the title: counts, dates. */
  meta?: ReactNode;
  /** Buttons; the main one first. */
  actions?: ReactNode;
  /** An avatar before the title. */
  avatar?: ReactNode;
}

/** Header of every page: breadcrumbs, title, actions. Renders the only h1. */
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
          {lead && (
            <p className="lead" dir="auto">
              {lead}
            </p>
          )}
        </div>
        {actions && <div className="line page-header-actions">{actions}</div>}
      </div>
    </header>
  );
}
