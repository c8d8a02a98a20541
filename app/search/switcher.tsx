import { useFetcher, useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { normalise } from "../search-language/words";
import { takeFocus } from "../ui/take-focus";
import { hitIcons } from "./hit-icon";
import { useMessages } from "./messages";
import { type Hit, type SearchAnswer, searchPath } from "./search";

interface SwitcherProps {
  /** The viewer's spaces and themes, already loaded by the frame; filtered while the server searches. */
  near: readonly Hit[];
}

/** Maximum number of lines that fit beside an on-screen keyboard. */
const maxLines = 14;
/** Debounce delay before the server is queried. */
const pauseMs = 180;

/**
 * Command palette: Ctrl K (or ⌘ K) opens it, arrows select, Enter navigates. The page /recherche gives the same results
 * without JavaScript.
 */
export function Switcher({ near }: SwitcherProps) {
  const t = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useShortcut(() => {
    if (!dialog.current || dialog.current.open) return;
    dialog.current.showModal();
    setOpen(true);
  });
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      className="dialog switcher"
      ref={dialog}
      aria-label={t("switch.label")}
      onClose={() => setOpen(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {open && <Choices near={near} onGone={close} />}
    </dialog>
  );
}

function useShortcut(act: () => void) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      ) {
        return;
      }
      // In the document editor the same keys create a link.
      if ((event.target as Element | null)?.closest?.("[contenteditable=true]")) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function Choices({ near, onGone }: SwitcherProps & { onGone: () => void }) {
  const t = useMessages();
  const list = useId();
  const navigate = useNavigate();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const { hits, answered } = useHits(q, near);
  const current = Math.min(at, hits.length - 1);
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onGone();
    navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((current + step + hits.length) % Math.max(1, hits.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(hits[current]);
    }
  };
  return (
    <div className="dialog-inside">
      <input
        type="search"
        dir="auto"
        role="combobox"
        aria-label={t("switch.label")}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={hits[current] ? `${list}-${current}` : undefined}
        aria-autocomplete="list"
        placeholder={t("switch.placeholder")}
        autoComplete="off"
        ref={takeFocus}
        value={q}
        onChange={(event) => {
          setQ(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} className="switcher-list" role="listbox" aria-label={t("switch.found")}>
        {hits.map((hit, index) => (
          <Line
            key={hit.kind + hit.id}
            id={`${list}-${index}`}
            hit={hit}
            chosen={index === current}
            onPoint={() => setAt(index)}
            onGo={() => go(hit)}
          />
        ))}
      </div>
      <p className="meta" role="status">
        {hits.length === 0 && answered ? t("switch.nothing") : t("switch.help")}
      </p>
    </div>
  );
}

/** Local hits at once, server hits after a pause in typing; without words, recently viewed items first. */
function useHits(q: string, near: readonly Hit[]): { hits: Hit[]; answered: boolean } {
  const fetcher = useFetcher<SearchAnswer>();
  const { load } = fetcher;
  const words = q.trim();
  useEffect(() => {
    const asked = setTimeout(() => load(searchPath(words)), words ? pauseMs : 0);
    return () => clearTimeout(asked);
  }, [words, load]);
  const answered = fetcher.state === "idle" && fetcher.data?.q === words;
  const found = fetcher.data?.q === words ? [...fetcher.data.seen, ...fetcher.data.hits] : [];
  const nearby = near.filter(({ title }) => normalise(title).includes(normalise(words)));
  const every = words ? [...nearby, ...found] : [...found, ...nearby];
  const hits = [...new Map(every.map((hit) => [hit.to, hit])).values()].slice(0, maxLines);
  return { hits, answered };
}

interface LineProps {
  id: string;
  hit: Hit;
  chosen: boolean;
  onPoint: () => void;
  onGo: () => void;
}

function Line({ id, hit: { kind, title, place }, chosen, onPoint, onGo }: LineProps) {
  const t = useMessages();
  const Icon = hitIcons[kind];
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above listens to the keys
    <div
      id={id}
      ref={line}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={onGo}
    >
      <Icon aria-hidden="true" />
      <span dir="auto">{title}</span>
      <span className="meta">{place ?? t(`kind.${kind}`)}</span>
    </div>
  );
}
