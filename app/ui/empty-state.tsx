import type { ReactNode } from "react";
import { Drawing, type DrawingName } from "./drawing";
import type { IconComponent } from "./icons";

interface EmptyStateProps {
  /** What is missing: "Aucune structure ne correspond". */
  title: string;
  /** What to do next, in a sentence. */
  children: ReactNode;
  /** The same as buttons or links. */
  actions?: ReactNode;
  drawing?: DrawingName;
  /** A sign where no drawing fits. */
  icon?: IconComponent;
  /** Heading level of the title; 2 by default. */
  level?: 2 | 3;
}

interface EmptyLineProps {
  drawing: DrawingName;
  /** What is missing, and what to do next. */
  children: ReactNode;
  /** The next step as a button or link. */
  action?: ReactNode;
}

/** An empty list within a section of a page, in one line. */
export function EmptyLine({ drawing, children, action }: EmptyLineProps) {
  return (
    <div className="empty-line">
      <Drawing name={drawing} />
      <p>{children}</p>
      {action}
    </div>
  );
}

/** An empty list or search result, with the next step. */
export function EmptyState({ title, children, actions, drawing, icon: Icon, level = 2 }: EmptyStateProps) {
  const Title = `h${level}` as const;
  return (
    <div className="empty">
      {drawing && <Drawing name={drawing} />}
      {Icon && <Icon className="empty-sign" aria-hidden="true" />}
      <Title>{title}</Title>
      <div className="empty-text">{children}</div>
      {actions && <div className="line">{actions}</div>}
    </div>
  );
}
