import { type RefObject, useEffect, useRef, useState } from "react";
import type { LiveState } from "../realtime/socket";
import { type DraftLocation, DraftSaver } from "./draft-saver";
import { dropLocalDraft, dropPosted, type LocalDraft, newThreads, readLocalDraft } from "./local-drafts";
import { type Contribution, draftPath, type KeptDraft, type Writing, type WritingPlace } from "./writing";

interface DraftOptions {
  place: WritingPlace;
  writing: Writing;
  /** The initial text is not the server's draft: a quotation, or a form shown again. */
  given: boolean;
  posts: readonly Contribution[];
  live: LiveState;
  box: RefObject<HTMLTextAreaElement>;
}

export interface DraftState {
  /** The key of the form. */
  key: string;
  /** The draft on the server that the text continues, until it is posted. */
  begun: KeptDraft | null;
  kept: DraftLocation;
  /** It was submitted without a connection. */
  unsent: boolean;
  /** Call at every change of the text. */
  written: () => void;
  /** Call when sending has failed, or cannot succeed now. */
  keepUnsent: () => void;
  /** Call when the writer does not want it to be sent any more: it becomes a draft again. */
  cancelSending: () => void;
  /** Call when it is being sent: draft saving pauses. */
  sending: () => void;
}

/**
 * The draft of one form. Saves the text on the server and on the device, restores what only the device has, and empties
 * the box when a contribution with the form's key appears, whichever request created it.
 */
export function useDraft({
  place: { id, path },
  writing,
  given,
  posts,
  live,
  box,
}: DraftOptions): DraftState {
  const [key, setKey] = useState(writing.key);
  const [begun, setBegun] = useState(writing.draft);
  const [kept, setKept] = useState<DraftLocation>(draftOf(writing));
  const [unsent, setUnsent] = useState(false);
  const keeper = useRef<DraftSaver>();
  const sent = useRef<string>();
  const restored = useRef<LocalDraft>();
  const place = `${writing.owner}/${id}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft at the start; later ones are ours
  useEffect(() => {
    const made = new DraftSaver({ place, address: draftPath({ path }), key, begun, onKept: setKept });
    keeper.current = made;
    const text = box.current?.value ?? "";
    // What only this device had is saved to the server now, unless it waits to be posted.
    if (restored.current?.unsent) void made.keepUnsent(text);
    else if (restored.current) made.write(text);
    restored.current = undefined;
    return () => made.stop();
  }, [place, path, key]);

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
    // Words typed after submitting become a new draft.
    if (box.current && (sent.current === undefined || box.current.value === sent.current))
      box.current.value = "";
    setUnsent(false);
    // Drafts of other tabs stay on the server.
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
    cancelSending: () => {
      setUnsent(false);
      keeper.current?.cancelUnsent(box.current?.value ?? "");
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
 * A local draft continues the server's draft of its time. If the server has another one by now (from another device),
 * both are shown, so that no stored words are lost.
 */
function reconcile(shown: string, local: LocalDraft, { draft }: Writing, given: boolean): string {
  const goesOn = !given && (shown.trim() === "" || local.base === (draft?.keptAt ?? null));
  return goesOn || shown.trim() === local.body.trim() ? local.body : `${shown.trimEnd()}\n\n${local.body}`;
}

/** The key of the page's next post; `crypto.randomUUID` is missing without https. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
