import { useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { SearchField } from "../ui/search-field";
import { useMessages } from "./messages";

/** People type in bursts; the list follows when they pause this long. */
const pauseMs = 250;

interface DirectorySearchProps {
  /** The address that answers. */
  action: string;
  q: string;
  /** What the list is narrowed by: it stays so. */
  kept: readonly [name: string, value: string][];
  placeholder: string;
}

/** The line to search by. A plain form; with JavaScript the list follows what is typed. */
export function DirectorySearch({ action, q, kept, placeholder }: DirectorySearchProps) {
  const t = useMessages();
  const submit = useSubmit();
  const box = useRef<HTMLDivElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // After Back or a link the field shows what the list shows; while one types it is left alone.
    const input = box.current?.querySelector<HTMLInputElement>("input[type=search]");
    if (input && input !== document.activeElement) input.value = q;
  }, [q]);

  useEffect(() => {
    const field = box.current;
    const follow = (event: Event) => {
      clearTimeout(pause.current);
      // One letter finds nothing anybody means; none at all shows the whole list again.
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
