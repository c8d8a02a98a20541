import type * as Y from "yjs";
import type { Caret } from "../../realtime/client-events.server";
import type { PresenceChange, Present, Refusal } from "../../realtime/events";
import { applyPresence } from "../../realtime/presence";
import type { LiveState } from "../../realtime/socket";

/** What the viewer may do with the document now. */
export type WriteAccess =
  /** Not opened yet. */
  | "opening"
  | "writing"
  /** May read and receives updates, but may not (or no longer) write. */
  | "reading"
  /** A newer editor has written here: this page may not change the document until it is reloaded. */
  | "older-editor"
  | "signed-out"
  /** Deleted, or no longer readable for the viewer. */
  | "gone";

/** The state that a page shows. A new object after every change. */
export interface DocumentView {
  standing: WriteAccess;
  connection: LiveState;
  /**
   * The document; replaced after a refusal. Null before the first opening and after an older editor had to close it.
   */
  doc: Y.Doc | null;
  /** Number of changes that the server has not acknowledged. */
  pending: number;
  /** Number of those that this device has stored, so that they outlive the page. */
  held: number;
  /** The server answers but cannot save at present. */
  failing: boolean;
  /** False when this device cannot store pending updates. */
  keeps: boolean;
  /** Words that the server refused. */
  refused: { words: string; reason: Refusal | null } | null;
  /** The first of the people present, by connection. */
  present: readonly Present[];
  /** The number of people present. */
  count: number;
  carets: ReadonlyMap<string, Caret>;
}

/** The view of a document before it is opened. */
export const unopened = (connection: LiveState): DocumentView => ({
  standing: "opening",
  connection,
  doc: null,
  keeps: true,
  refused: null,
  pending: 0,
  held: 0,
  failing: false,
  present: [],
  count: 0,
  carets: new Map(),
});

/** Holds the view of one document and tells its watchers of each change. */
export class ViewStore {
  readonly #watchers = new Set<() => void>();
  #view: DocumentView;

  constructor(view: DocumentView) {
    this.#view = view;
  }

  get view(): DocumentView {
    return this.#view;
  }

  /** @returns a function that stops watching. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  unwatchAll(): void {
    this.#watchers.clear();
  }

  show(part: Partial<DocumentView>): void {
    this.#view = { ...this.#view, ...part };
    for (const watcher of this.#watchers) watcher();
  }

  /** People came or left; the carets of those who left go with them. */
  showPresence(change: PresenceChange): void {
    const { count, present } = applyPresence(
      { count: this.#view.count, present: [...this.#view.present] },
      change,
    );
    const gone = new Set(change.left);
    const carets = new Map([...this.#view.carets].filter(([who]) => !gone.has(who)));
    this.show({ count, present, carets });
  }

  /** The connection is lost: who is present is unknown. */
  showAlone(): void {
    this.show({ present: [], count: 0, carets: new Map() });
  }

  /** Carets that moved, or left (null). */
  showCarets(moved: readonly (readonly [who: string, Caret | null])[]): void {
    const carets = new Map(this.#view.carets);
    for (const [who, caret] of moved) {
      if (caret) carets.set(who, caret);
      else carets.delete(who);
    }
    this.show({ carets });
  }
}
