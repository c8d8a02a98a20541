import type { ReactNode } from "react";
import { useMessages } from "./messages";

interface ProblemProps {
  /** What happened, as the title of the page: "Cette page n’a pas pu être préparée". */
  title: string;
  /** The cause, when known. */
  what?: ReactNode;
  /** What was saved, so that people know whether their input is lost. */
  kept?: ReactNode;
  /** What to do now. */
  todo?: ReactNode;
  actions?: ReactNode;
  /** The reference number for the secretariat. */
  reference?: string;
}

/** An error page: what happened, what was saved, what to do. Renders the h1. */
export function Problem({ title, what, kept, todo, actions, reference }: ProblemProps) {
  const t = useMessages();
  return (
    <div className="problem">
      <h1 className={title.length > 44 ? "long" : undefined}>{title}</h1>
      {what && <p className="lead">{what}</p>}
      <dl className="facts">
        {kept && (
          <div>
            <dt>{t("problem.kept")}</dt>
            <dd>{kept}</dd>
          </div>
        )}
        {todo && (
          <div>
            <dt>{t("problem.todo")}</dt>
            <dd>{todo}</dd>
          </div>
        )}
        {reference && (
          <div>
            <dt>{t("problem.reference")}</dt>
            <dd>
              <code>{reference}</code>
            </dd>
          </div>
        )}
      </dl>
      {actions && <div className="line">{actions}</div>}
    </div>
  );
}
