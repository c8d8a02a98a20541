import { useCallback, useEffect, useRef, useState } from "react";
import { type MentionQuery, readMentionQuery } from "./mention-query";
import type { MentionSuggestion } from "./mentions";

/** Debounce delay before the server is asked. */
const pauseMs = 180;

interface Open extends MentionQuery {
  suggestions: MentionSuggestion[];
  current: number;
}

/** The list that belongs to a textarea: what it shows, and how the keys move in it. */
export function useMentionList(field: string, path: string) {
  const [open, setOpen] = useState<Open | null>(null);
  const latest = useRef(open);
  latest.current = open;
  const boxOf = useCallback(() => document.getElementById(field) as HTMLTextAreaElement | null, [field]);

  const choose = useCallback(
    (suggestion: MentionSuggestion) => {
      const box = boxOf();
      const from = latest.current?.from;
      if (!box || from === undefined) return;
      box.setRangeText(`${suggestion.insert} `, from, box.selectionEnd, "end");
      setOpen(null);
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
    [boxOf],
  );

  useEffect(() => {
    const box = boxOf();
    if (!box) return;
    const asking = startAsking(box, path, setOpen);
    const onKeyDown = (event: KeyboardEvent) => {
      if (latest.current && actByKey(event, latest.current, { setOpen, choose })) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const close = () => setOpen(null);
    // Before the form's own keys.
    box.addEventListener("keydown", onKeyDown, { capture: true });
    box.addEventListener("blur", close);
    return () => {
      asking.stop();
      box.removeEventListener("keydown", onKeyDown, { capture: true });
      box.removeEventListener("blur", close);
    };
  }, [boxOf, path, choose]);

  return { open, choose, boxOf };
}

interface Acts {
  setOpen: (open: Open | null) => void;
  choose: (suggestion: MentionSuggestion) => void;
}

/** @returns whether the key meant the list. */
function actByKey(event: KeyboardEvent, open: Open, { setOpen, choose }: Acts): boolean {
  const { suggestions, current } = open;
  const chosen = suggestions[current];
  if (event.ctrlKey || event.metaKey || event.altKey || !chosen) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) setOpen({ ...open, current: (current + step + suggestions.length) % suggestions.length });
  else if (event.key === "Enter") choose(chosen);
  else if (event.key === "Escape") setOpen(null);
  else return false;
  return true;
}

/** Asks for suggestions while a mention is typed in the box. */
function startAsking(box: HTMLTextAreaElement, path: string, setOpen: (open: Open | null) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | undefined;
  /** What found nothing: longer words find nothing either. */
  let vain: MentionQuery | null = null;
  const ask = async (query: MentionQuery) => {
    request = new AbortController();
    const { signal } = request;
    const suggestions = await readSuggestions(`${path}?${new URLSearchParams({ q: query.q })}`, signal);
    if (signal.aborted || !suggestions) return;
    if (suggestions.length === 0) vain = query;
    setOpen(suggestions.length > 0 ? { ...query, suggestions, current: 0 } : null);
  };
  const onInput = () => {
    clearTimeout(timer);
    request?.abort();
    const query = readMentionQuery(box.value, box.selectionEnd);
    const isVain = query && vain && query.from === vain.from && query.q.startsWith(vain.q);
    if (!query || isVain) setOpen(null);
    else timer = setTimeout(() => void ask(query), pauseMs);
  };
  box.addEventListener("input", onInput);
  onInput();
  return {
    stop: () => {
      clearTimeout(timer);
      request?.abort();
      box.removeEventListener("input", onInput);
    },
  };
}

/** @returns null when the server does not answer, or refuses. */
async function readSuggestions(address: string, signal: AbortSignal): Promise<MentionSuggestion[] | null> {
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as MentionSuggestion[]) : null;
  } catch {
    return null;
  }
}
