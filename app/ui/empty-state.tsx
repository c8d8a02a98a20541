import type { ReactNode } from "react";
import type { IconComponent } from "./icons";

interface EmptyStateProps {
  /** What is not here: "Aucune structure ne correspond". */
  title: string;
  /** What to do next, in a sentence. */
  children: ReactNode;
  /** The same as buttons or links. */
  actions?: ReactNode;
  icon?: IconComponent;
  /** Rank of the title; 2 otherwise. */
  level?: 2 | 3;
}

/** Nothing here yet, or nothing found: says so, and what to do next. */
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
