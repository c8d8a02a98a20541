import { type RefObject, useEffect, useRef, useState } from "react";
import { dropLocalDraft, holdLocalDraft, keepLocalDraft, newThreads, readLocalDraft } from "./local-drafts";
import type { ThreadForm } from "./threads";

/** The first pause between words. */
const pauseMs = 400;

interface ThreadDraft {
  /** The key the form carries. */
  key: string;
  /** Where the title and the text are kept; null before anything is written. */
  kept: "device" | "nowhere" | null;
  /** Call at every change. */
  written: () => void;
}

/**
 * The draft of a thread that is not there yet: kept on this device, since no thread holds it on the server, and brought
 * back when its form opens again. The page of the thread drops it (`dropPosted`).
 * @param place the space or the theme it is to begin in.
 * @param given the form came with words: they were sent, and refused.
 * @param keyField the field of the form that carries its key.
 */
export function useThreadDraft(
  { key: freshKey, owner }: Pick<ThreadForm, "key" | "owner">,
  place: string,
  given: boolean,
  keyField: RefObject<HTMLInputElement>,
): ThreadDraft {
  const [key, setKey] = useState(freshKey);
  const [kept, setKept] = useState<ThreadDraft["kept"]>(null);
  const timer = useRef<number>();
  const where = `${newThreads(owner)}/${place}`;

  useEffect(() => {
    const closed = new AbortController();
    holdLocalDraft(where, key, closed.signal);
    return () => closed.abort();
  }, [where, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => {
    void readLocalDraft(where).then((draft) => {
      const fields = fieldsOf(keyField.current?.form);
      if (!draft || !fields || given || fields.title.value || fields.body.value) return;
      fields.title.value = draft.title ?? "";
      fields.body.value = draft.body;
      setKey(draft.key);
      setKept("device");
    });
    return () => clearTimeout(timer.current);
  }, [where]);

  async function keep(): Promise<void> {
    const fields = fieldsOf(keyField.current?.form);
    if (!fields) return;
    const [title, body] = [fields.title.value, fields.body.value];
    if (!`${title}${body}`.trim()) {
      await dropLocalDraft(where, key);
      return setKept(null);
    }
    const isKept = await keepLocalDraft({ place: where, title, body, key, base: null, unsent: false });
    setKept(isKept ? "device" : "nowhere");
  }

  function written(): void {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void keep(), pauseMs);
  }

  return { key, kept, written };
}

function fieldsOf(form: HTMLFormElement | null | undefined) {
  const [title, body] = [form?.elements.namedItem("title"), form?.elements.namedItem("body")];
  const areFields = title instanceof HTMLInputElement && body instanceof HTMLTextAreaElement;
  return areFields ? { title, body } : null;
}
