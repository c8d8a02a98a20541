import { type RefObject, useEffect, useRef, useState } from "react";
import type { LiveState } from "../realtime/socket";
import { type DraftLocation, DraftSaver } from "./draft-saver";
import { dropLocalDraft, dropPosted, type LocalDraft, newThreads, readLocalDraft } from "./local-drafts";
import type { PostView } from "./posts";
import type { KeptDraft, Writing } from "./threads";

interface DraftOptions {
  thread: string;
  writing: Writing;
  /** The text the page came with, when it is not the server's draft: a quotation, a form shown again. */
  given: boolean;
  posts: readonly PostView[];
  live: LiveState;
  box: RefObject<HTMLTextAreaElement>;
}

export interface DraftState {
  /** The key the form carries. */
  key: string;
  /** The draft on the server that its text goes on from, until it is posted. */
  begun: KeptDraft | null;
  kept: DraftLocation;
  /** It was to be posted while there was no connection. */
  unsent: boolean;
  /** Call at every change of the text. */
  written: () => void;
  /** Sending it has failed, or is pointless for now. */
  keepUnsent: () => void;
  /** It is being sent: nothing else is, meanwhile. */
  sending: () => void;
}

/**
 * The draft of one form. The text stays in its box; this keeps it on the server and on the device, brings back what
 * the device alone holds, and empties the box when a post with the form's key shows in the thread: however it came
 * there, it has arrived.
 */
export function useDraft({ thread, writing, given, posts, live, box }: DraftOptions): DraftState {
  const [key, setKey] = useState(writing.key);
  const [begun, setBegun] = useState(writing.draft);
  const [kept, setKept] = useState<DraftLocation>(draftOf(writing));
  const [unsent, setUnsent] = useState(false);
  const keeper = useRef<DraftSaver>();
  const sent = useRef<string>();
  const restored = useRef<LocalDraft>();
  const place = `${writing.owner}/${thread}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft at the start; later ones are ours
  useEffect(() => {
    const made = new DraftSaver({ place, thread, key, begun, onKept: setKept });
    keeper.current = made;
    const text = box.current?.value ?? "";
    // What only this device held goes on to the server now, unless it waits to be posted.
    if (restored.current?.unsent) void made.keepUnsent(text);
    else if (restored.current) made.write(text);
    restored.current = undefined;
    return () => made.stop();
  }, [place, thread, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void dropPosted(newThreads(writing.owner), new Set(posts.flatMap((post) => post.key ?? [])));
    void readLocalDraft(place).then((local) => {
      if (!local || !box.current) return;
      if (posts.some((post) => post.key === local.key)) return void dropLocalDraft(place, local.key);
      box.current.value = reconcile(box.current.value, local, writing, given);
      restored.current = local;
      setUnsent(local.unsent);
      setKey(local.key);
    });
  }, [place]);

  const arrived = posts.some((post) => post.key === key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the moment it arrives
  useEffect(() => {
    if (!arrived) return;
    void keeper.current?.forget();
    // What was written on since it was sent is a text of its own.
    if (box.current && (sent.current === undefined || box.current.value === sent.current))
      box.current.value = "";
    setUnsent(false);
    // Drafts that other tabs keep on the server stay theirs.
    setBegun(null);
    setKept({ where: "none" });
    setKey(writing.key === key ? freshKey() : writing.key);
  }, [arrived]);

  useEffect(() => {
    if (live === "connected") keeper.current?.wake();
  }, [live]);

  return {
    key,
    begun,
    kept,
    unsent,
    written: () => keeper.current?.write(box.current?.value ?? ""),
    keepUnsent: () => {
      setUnsent(true);
      void keeper.current?.keepUnsent(box.current?.value ?? "");
    },
    sending: () => {
      sent.current = box.current?.value;
      keeper.current?.pause();
    },
  };
}

function draftOf({ draft }: Writing): DraftLocation {
  return draft ? { where: "server", at: draft.keptAt } : { where: "none" };
}

/**
 * What the device holds goes on from what the server held when it was written. Where the server holds something
 * else by now (another device), both are shown: nothing that was kept is dropped unseen.
 */
function reconcile(shown: string, local: LocalDraft, { draft }: Writing, given: boolean): string {
  const goesOn = !given && (shown.trim() === "" || local.base === (draft?.keptAt ?? null));
  return goesOn || shown.trim() === local.body.trim() ? local.body : `${shown.trimEnd()}\n\n${local.body}`;
}

/** A key for the next post of the same page; `crypto.randomUUID` is missing where there is no https. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
