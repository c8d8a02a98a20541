import type { ReactNode } from "react";
import { useMessages } from "./messages";

interface ProblemProps {
  /** What happened, as the title of the page: "Cette page n’a pas pu être préparée". */
  title: string;
  /** Why, where one knows. */
  what?: ReactNode;
  /** What was kept: nobody should wonder whether their words are lost. */
  kept?: ReactNode;
  /** What to do now. */
  todo?: ReactNode;
  actions?: ReactNode;
  /** The number to give to the secretariat. */
  reference?: string;
}

/** The page of an error: what happened, what was kept, what to do. Holds the h1. */
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
