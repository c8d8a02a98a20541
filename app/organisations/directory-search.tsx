import { useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { SearchField } from "../ui/search-field";
import { type DirectoryQuery, facetNames } from "./organisations";
import { useTexts } from "./texts";

/** People type in bursts; the list follows when they pause this long. */
const pauseMs = 250;

/** The line to search by. A plain form; with JavaScript the list follows what is typed. */
export function DirectorySearch({ query }: { query: DirectoryQuery }) {
  const t = useTexts();
  const submit = useSubmit();
  const box = useRef<HTMLDivElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // After Back or a link the field shows what the list shows; while one types it is left alone.
    const input = box.current?.querySelector<HTMLInputElement>("input[type=search]");
    if (input && input !== document.activeElement) input.value = query.q;
  }, [query.q]);

  useEffect(() => {
    const field = box.current;
    const follow = () => {
      clearTimeout(pause.current);
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
      <SearchField
        action="/annuaire"
        label={t("directory.searchLabel")}
        placeholder={t("directory.placeholder")}
        defaultValue={query.q}
      >
        {facetNames.flatMap((name) =>
          query[name].map((value) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          )),
        )}
      </SearchField>
    </div>
  );
}
