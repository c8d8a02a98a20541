import type { ReactNode } from "react";
import { IconButton } from "./button";
import { Form } from "./form";
import { Search } from "./icons";
import { useMessages } from "./messages";

interface SearchFieldProps {
  /** The address that answers. */
  action: string;
  /** What can be searched here, for screen readers: "Chercher dans l’annuaire". */
  label: string;
  /** In the bar keep it to one word: a phone shows no more. */
  placeholder?: string;
  /** In the bar: the longer words a wide screen shows instead. */
  longPlaceholder?: string;
  /** Name of the parameter; `q` otherwise. */
  name?: string;
  defaultValue?: string;
  /** `bar`: inside the bar of the frame. */
  look?: "page" | "bar";
  /** Hidden inputs that keep the filters. */
  children?: ReactNode;
}

/** One line to search by; a plain GET form. */
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
