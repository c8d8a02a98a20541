import type { ReactNode } from "react";
import { IconButton } from "./button";
import { Form } from "./form";
import { Search } from "./icons";
import { useMessages } from "./messages";

interface SearchFieldProps {
  /** URL that handles the search. */
  action: string;
  /** What is searched, for screen readers: "Chercher dans l’annuaire". */
  label: string;
  /** In the bar use one word: phones show no more. */
  placeholder?: string;
  /** In the bar: a longer placeholder for wide screens. */
  longPlaceholder?: string;
  /** Name of the parameter; `q` by default. */
  name?: string;
  defaultValue?: string;
  /** `bar`: inside the bar of the frame. */
  look?: "page" | "bar";
  /** Hidden inputs that keep the filters. */
  children?: ReactNode;
}

/** A search field in a plain GET form. */
export function SearchField(props: SearchFieldProps) {
  const {
    action,
    label,
    placeholder,
    longPlaceholder,
    name = "q",
    defaultValue,
    look = "page",
    children,
  } = props;
  const t = useMessages();
  return (
    <Form
      className={look === "bar" ? "search in-bar" : "search"}
      role="search"
      action={action}
      aria-label={look === "bar" ? t("search.everywhere") : label}
      data-long={longPlaceholder}
    >
      <input
        type="search"
        dir="auto"
        name={name}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={defaultValue}
        enterKeyHint="search"
        autoComplete="off"
      />
      {children}
      <IconButton type="submit" icon={Search} label={t("search.submit")} />
    </Form>
  );
}
