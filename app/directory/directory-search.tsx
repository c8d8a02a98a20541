import { useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { SearchField } from "../ui/search-field";
import { useMessages } from "./messages";

/** Debounce delay before the list updates while typing. */
const pauseMs = 250;

interface DirectorySearchProps {
  /** Path that handles the search. */
  action: string;
  q: string;
  /** Active filters, kept in the search. */
  kept: readonly [name: string, value: string][];
  placeholder: string;
}

/** Search field: a plain GET form; with JavaScript the list updates while typing. */
export function DirectorySearch({ action, q, kept, placeholder }: DirectorySearchProps) {
  const t = useMessages();
  const submit = useSubmit();
  const box = useRef<HTMLDivElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // After Back or a link the field shows the query of the list; while focused it is left unchanged.
    const input = box.current?.querySelector<HTMLInputElement>("input[type=search]");
    if (input && input !== document.activeElement) input.value = q;
  }, [q]);

  useEffect(() => {
    const field = box.current;
    const follow = (event: Event) => {
      clearTimeout(pause.current);
      // A single letter is not searched; an empty field shows the whole list.
      if (event.target instanceof HTMLInputElement && event.target.value.trim().length === 1) return;
      pause.current = setTimeout(() => {
        submit(field?.querySelector("form") ?? null, { replace: true, preventScrollReset: true });
      }, pauseMs);
    };
    field?.addEventListener("input", follow);
    return () => {
      clearTimeout(pause.current);
      field?.removeEventListener("input", follow);
    };
  }, [submit]);

  return (
    <div ref={box} className="directory-search">
      <SearchField action={action} label={t("list.searchLabel")} placeholder={placeholder} defaultValue={q}>
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </SearchField>
    </div>
  );
}
