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

/** What people write in words may be in Arabic; addresses, numbers and days are not. */
const directionOf = (type = "text") => (["text", "search"].includes(type) ? "auto" : undefined);

/** One line of text. `<TextField label="…" errors={field.errors} {...getInputProps(field, { type: "email" })} />` */
export function TextField(props: Control<"input">) {
  const { words, control } = split(props);
  const { id, aria, messages } = useField(words, control);
  return (
    <Field {...words} id={id} messages={messages}>
      <input type="text" dir={directionOf(control.type)} {...control} {...aria} />
    </Field>
  );
}

/** A password, that can be shown where JavaScript is there: small keyboards make mistakes. */
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

/** Several lines; grows with what is written where the browser can, scrolls otherwise. */
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
  /** The empty choice on top: "Choisir une région". */
  placeholder?: string;
};

/** One of many. Up to six, prefer `RadioGroup`, where all are in sight. */
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
