import type { ReactNode } from "react";
import type { IconComponent } from "./icons";
import { Link } from "./link";

interface PanelProps {
  id: string;
  title: string;
  icon: IconComponent;
  /** Shown beside the title when it is not zero. */
  count?: number;
  /** The list that the panel is an extract of. */
  more?: { to: string; label: string };
  /** A `<PanelList>`, or the sentence that says that there is nothing. */
  children: ReactNode;
}

/** A short extract of one list on an overview page: title, a few items, link to all. */
export function Panel({ id, title, icon: Icon, count, more, children }: PanelProps) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id} className="panel-title">
        <Icon aria-hidden="true" />
        {title}
        {count ? <span className="count fresh">{count}</span> : null}
      </h2>
      {children}
      {more && (
        <p className="panel-more">
          <Link to={more.to}>{more.label}</Link>
        </p>
      )}
    </section>
  );
}

/** A grid of panels, as many columns as fit. */
export function Panels({ children }: { children: ReactNode }) {
  return <div className="panels">{children}</div>;
}

interface PanelItem {
  key: string;
  title: ReactNode;
  to: string;
  meta?: ReactNode;
  /** A control before the title, such as a tick. */
  control?: ReactNode;
}

/** The items of a panel: a link and a line of details each. */
export function PanelList({ label, items }: { label: string; items: readonly PanelItem[] }) {
  return (
    <ul className="panel-list" aria-label={label}>
      {items.map(({ key, title, to, meta, control }) => (
        <li key={key}>
          {control}
          <div>
            <bdi dir="auto">
              <Link to={to}>{title}</Link>
            </bdi>
            {meta && <div className="meta">{meta}</div>}
          </div>
        </li>
      ))}
    </ul>
  );
}
