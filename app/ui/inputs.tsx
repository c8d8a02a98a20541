import { type ComponentProps, useEffect, useState } from "react";
import { IconButton } from "./button";
import { Field, type FieldWords, useField } from "./field";
import { Eye, EyeOff } from "./icons";
import { useMessages } from "./messages";

type Control<Tag extends "input" | "textarea" | "select"> = FieldWords &
  Omit<ComponentProps<Tag>, "children" | "ref">;

function split<Props extends FieldWords>(props: Props) {
  const { label, hint, errors, optional, hideLabel, ...control } = props;
  return { words: { label, hint, errors, optional, hideLabel }, control };
}

/** Free text may be in Arabic, so its direction is automatic; addresses, numbers and days are left to right. */
const directionOf = (type = "text") => (["text", "search"].includes(type) ? "auto" : undefined);

/**
 * A single-line text field. `<TextField label="…" errors={field.errors} {...getInputProps(field, { type: "email" })} />`
 */
export function TextField(props: Control<"input">) {
  const { words, control } = split(props);
  const { id, aria, messages } = useField(words, control);
  return (
    <Field {...words} id={id} messages={messages}>
      <input type="text" dir={directionOf(control.type)} {...control} {...aria} />
    </Field>
  );
}

/** A password field; with JavaScript it has a button to show the password, since typing on phones is error-prone. */
export function PasswordField(props: Control<"input">) {
  const { words, control } = split(props);
  const { id, aria, messages } = useField(words, control);
  const t = useMessages();
  const [shown, setShown] = useState<boolean>();
  useEffect(() => setShown(false), []);
  return (
    <Field {...words} id={id} messages={messages}>
      <span className="with-button">
        <input {...control} type={shown ? "text" : "password"} spellCheck={false} {...aria} />
        {shown !== undefined && (
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={t(shown ? "field.hidePassword" : "field.showPassword")}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          />
        )}
      </span>
    </Field>
  );
}

/** A multi-line text field; grows with its content where the browser supports it, scrolls otherwise. */
export function TextArea({ rows = 4, ...props }: Control<"textarea">) {
  const { words, control } = split(props);
  const { id, aria, messages } = useField(words, control);
  return (
    <Field {...words} id={id} messages={messages}>
      <textarea rows={rows} dir="auto" {...control} {...aria} />
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

type SelectProps = Control<"select"> & {
  options: readonly Option[];
  /** The empty first option: "Choisir une région". */
  placeholder?: string;
};

/** A select. For up to six options prefer `RadioGroup`, where all are visible. */
export function SelectField({ options, placeholder, ...props }: SelectProps) {
  const { words, control } = split(props);
  const { id, aria, messages } = useField(words, control);
  return (
    <Field {...words} id={id} messages={messages}>
      <select {...control} {...aria}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}
