import { type RefObject, useEffect, useRef, useState } from "react";
import {
  dropLocalDraft,
  holdLocalDraft,
  keepLocalDraft,
  newThreads,
  readLocalDraft,
} from "../writing/local-drafts";
import type { ThreadForm } from "./threads";

/** Pause in typing after which the draft is saved. */
const pauseMs = 400;

interface ThreadDraft {
  /** The key of the form. */
  key: string;
  /** Where the title and the text are stored; null before the first change. */
  kept: "device" | "nowhere" | null;
  /** Call at every change. */
  written: () => void;
}

/**
 * The draft of a new thread: stored only on this device, since the server has no thread to hold it, and restored when
 * the form opens again. The page of the created thread deletes it (`dropPosted`).
 * @param place the space or the theme it is to be created in.
 * @param given the form came with words that were sent and refused.
 * @param keyField the field of the form with its key.
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
