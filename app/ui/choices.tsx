import type { ComponentProps, ReactNode } from "react";
import { type Colour, colours } from "./colours";
import { FieldErrors, type FieldWords, Hint, OptionalMark, useField } from "./field";
import { useMessages } from "./messages";

export interface Choice {
  value: string;
  label: ReactNode;
  /** Effect of the choice, shown under the label. */
  hint?: ReactNode;
  disabled?: boolean;
}

type CheckboxFieldProps = FieldWords & Omit<ComponentProps<"input">, "children" | "ref" | "type">;

/** A single checkbox: "J’ai lu la charte". */
export function CheckboxField({ label, hint, errors, optional, hideLabel, ...control }: CheckboxFieldProps) {
  const { id, aria, messages } = useField({ label, hint, errors }, control);
  return (
    <div className={messages.length > 0 ? "field choice-line invalid" : "field choice-line"}>
      <label className="choice" htmlFor={id}>
        <input type="checkbox" {...control} {...aria} />
        <span className={hideLabel ? "hidden-text" : "choice-label"}>
          {label}
          {optional && <OptionalMark />}
        </span>
      </label>
      <Hint id={id} hint={hint} />
      <FieldErrors id={id} messages={messages} />
    </div>
  );
}

interface GroupProps extends FieldWords {
  id?: string;
  name: string;
  form?: string;
  /** Side by side where the width allows. */
  inline?: boolean;
  /** As chips, for many short choices. */
  chips?: boolean;
}

interface ManyProps extends GroupProps {
  choices: readonly Choice[];
  defaultValue?: readonly string[];
}

interface OneProps extends GroupProps {
  choices: readonly Choice[];
  defaultValue?: string;
  required?: boolean;
}

/** Multiple choices. */
export function CheckboxGroup({ choices, defaultValue = [], name, form, ...group }: ManyProps) {
  return (
    <Group {...group}>
      {(id) =>
        choices.map((choice, index) => (
          <ChoiceLine key={choice.value} choice={choice} id={`${id}-${index}`}>
            {(aria) => (
              <input
                type="checkbox"
                name={name}
                form={form}
                value={choice.value}
                defaultChecked={defaultValue.includes(choice.value)}
                disabled={choice.disabled}
                {...aria}
              />
            )}
          </ChoiceLine>
        ))
      }
    </Group>
  );
}

/** A single choice, all options visible. */
export function RadioGroup({ choices, defaultValue, name, form, required, ...group }: OneProps) {
  return (
    <Group {...group}>
      {(id) =>
        choices.map((choice, index) => (
          <ChoiceLine key={choice.value} choice={choice} id={`${id}-${index}`}>
            {(aria) => (
              <input
                type="radio"
                name={name}
                form={form}
                required={required}
                value={choice.value}
                defaultChecked={choice.value === defaultValue}
                disabled={choice.disabled}
                {...aria}
              />
            )}
          </ChoiceLine>
        ))
      }
    </Group>
  );
}

type ColourChoiceProps = GroupProps & { defaultValue?: Colour; required?: boolean };

/** Choice of one of the six colours, each with its name for people who cannot distinguish them. */
export function ColourChoice({ defaultValue, name, form, required, ...group }: ColourChoiceProps) {
  const t = useMessages();
  return (
    <Group {...group} inline>
      {() =>
        colours.map((colour) => (
          <label key={colour} className="colour-choice" data-colour={colour}>
            <input
              type="radio"
              name={name}
              form={form}
              required={required}
              value={colour}
              defaultChecked={colour === defaultValue}
            />
            {t(`colour.${colour}`)}
          </label>
        ))
      }
    </Group>
  );
}

interface ChoiceLineProps {
  choice: Choice;
  id: string;
  children: (aria: { id: string; "aria-describedby"?: string }) => ReactNode;
}

function ChoiceLine({ choice, id, children }: ChoiceLineProps) {
  const hintId = choice.hint ? `${id}-hint` : undefined;
  return (
    <div className="choice-line">
      <label className="choice" htmlFor={id}>
        {children({ id, "aria-describedby": hintId })}
        <span className="choice-label">{choice.label}</span>
      </label>
      {hintId && (
        <p className="hint" id={hintId}>
          {choice.hint}
        </p>
      )}
    </div>
  );
}

type FrameProps = FieldWords &
  Pick<GroupProps, "id" | "inline" | "chips"> & { children: (id: string) => ReactNode };

function Group({ inline, chips, children, ...words }: FrameProps) {
  const { id, aria, messages } = useField(words, { id: words.id });
  return (
    <fieldset
      className={messages.length > 0 ? "field invalid" : "field"}
      id={id}
      tabIndex={-1}
      aria-describedby={aria["aria-describedby"]}
    >
      <legend className={words.hideLabel ? "hidden-text" : undefined}>
        {words.label}
        {words.optional && <OptionalMark />}
      </legend>
      <Hint id={id} hint={words.hint} />
      <div className={`choices${inline ? " inline" : ""}${chips ? " as-chips" : ""}`}>{children(id)}</div>
      <FieldErrors id={id} messages={messages} />
    </fieldset>
  );
}
