import { useEffect, useRef } from "react";
import { useMessages } from "./messages";

export interface FormError {
  /** The id of the field it links to; absent for an error of the whole form. */
  id?: string;
  /** The label of the field, named before the error. */
  field?: string;
  text: string;
}

interface ErrorSummaryProps {
  errors: readonly FormError[];
  /** Default: « 2 champs à corriger. Rien n’est perdu… ». */
  title?: string;
}

/** The errors of a form, at its top: takes the focus, and each line links to its field. */
export function ErrorSummary({ errors, title }: ErrorSummaryProps) {
  const t = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const count = errors.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count]);
  if (count === 0) return null;
  return (
    <div className="notice tone-alert error-summary" role="alert" tabIndex={-1} ref={box}>
      <div className="notice-body">
        <h2>{title ?? t("errors.title", { count })}</h2>
        <ul>
          {errors.map(({ id, field, text }) => {
            const named = field ? t("errors.named", { field, text: uncapitalised(text) }) : text;
            return <li key={`${id} ${text}`}>{id ? <a href={`#${id}`}>{named}</a> : named}</li>;
          })}
        </ul>
      </div>
    </div>
  );
}

const uncapitalised = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
