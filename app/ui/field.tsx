import { type ReactNode, useId } from "react";
import { useMessages } from "./messages";

/** Texts of a field besides its control. */
export interface FieldWords {
  label: ReactNode;
  /** One sentence of help, always visible. */
  hint?: ReactNode;
  /** As conform returns them (`field.errors`), already translated. */
  errors?: string | readonly string[];
  /** Shows « facultatif » beside the label. Required is the default, and is not marked. */
  optional?: boolean;
  /** Hides the label visually, for a field whose position explains it. */
  hideLabel?: boolean;
}

interface Described {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
}

/**
 * The ids and aria attributes that link a control to its label, hint and errors. The names are conform's (`<id>-error`,
 * `<id>-description`), so that `getInputProps(field)` can be spread on any control here.
 */
export function useField({ hint, errors }: FieldWords, given: Described) {
  const made = useId();
  const id = given.id ?? made;
  const messages = typeof errors === "string" ? [errors] : (errors ?? []);
  const invalid = messages.length > 0;
  const describedBy = new Set(given["aria-describedby"]?.split(" "));
  if (hint) describedBy.add(`${id}-description`);
  if (invalid) describedBy.add(`${id}-error`);
  const aria = {
    id,
    "aria-describedby": [...describedBy].join(" ") || undefined,
    "aria-invalid": invalid || given["aria-invalid"] || undefined,
  };
  return { id, aria, messages };
}

/** « facultatif », beside a label. */
export function OptionalMark() {
  const t = useMessages();
  return <span className="optional"> {t("field.optional")}</span>;
}

/** The hint and errors of a field, with the ids that the control references. */
export function Hint({ id, hint }: { id: string; hint?: ReactNode }) {
  if (!hint) return null;
  return (
    <p className="hint" id={`${id}-description`}>
      {hint}
    </p>
  );
}

export function FieldErrors({ id, messages }: { id: string; messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <div className="field-error" id={`${id}-error`}>
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}

type FieldProps = FieldWords & { id: string; messages: readonly string[]; children: ReactNode };

/** Label, hint, control, errors: in this order, so that help is read before typing. */
export function Field({ id, label, hint, optional, hideLabel, messages, children }: FieldProps) {
  return (
    <div className={messages.length > 0 ? "field invalid" : "field"}>
      <label htmlFor={id} className={hideLabel ? "hidden-text" : undefined}>
        {label}
        {optional && <OptionalMark />}
      </label>
      <Hint id={id} hint={hint} />
      {children}
      <FieldErrors id={id} messages={messages} />
    </div>
  );
}
