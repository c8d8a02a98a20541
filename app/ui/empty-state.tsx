import type { ReactNode } from "react";
import type { IconComponent } from "./icons";

interface EmptyStateProps {
  /** What is missing: "Aucune structure ne correspond". */
  title: string;
  /** What to do next, in a sentence. */
  children: ReactNode;
  /** The same as buttons or links. */
  actions?: ReactNode;
  icon?: IconComponent;
  /** Heading level of the title; 2 by default. */
  level?: 2 | 3;
}

/** An empty list or search result, with the next step. */
export function EmptyState({ title, children, actions, icon: Icon, level = 2 }: EmptyStateProps) {
  const Title = `h${level}` as const;
  return (
    <div className="empty">
      {Icon && (
        <span className="empty-sign">
          <Icon aria-hidden="true" />
        </span>
      )}
      <Title>{title}</Title>
      <div className="empty-text">{children}</div>
      {actions && <div className="line">{actions}</div>}
    </div>
  );
}
