import * as Y from "yjs";
import type { Refusal } from "../../realtime/events";
import { isMadeUnder, takeBack, updateSince } from "../editor/take-back";
import { docWithoutGc } from "./doc-without-gc";
import type { ViewStore } from "./document-view";
import type { PendingStore } from "./pending-store";
import { wordsOf } from "./refused-words";

/** Recovers what the server refused: reverts it in the open doc, and offers its words to their author. */
export class RefusedUpdates {
  readonly #store: PendingStore;
  readonly #views: ViewStore;
  /** An update was reverted, and none has been acknowledged since. */
  #reverted = false;

  constructor(store: PendingStore, views: ViewStore) {
    this.#store = store;
    this.#views = views;
  }

  /** Shows the words that an earlier page could not save. */
  async restore(): Promise<void> {
    const words = await this.#store.readWords();
    if (words) this.#views.show({ refused: { words, reason: null } });
  }

  /** The words were copied, or dismissed. */
  forget(): void {
    this.#store.keepWords(null);
    this.#views.show({ refused: null });
  }

  /** An update was acknowledged. */
  acknowledged(): void {
    this.#reverted = false;
  }

  /** Offers the words of updates that cannot be saved, besides those offered before. */
  offer(doc: Y.Doc, updates: readonly Uint8Array[], reason: Refusal): void {
    if (updates.length === 0) return;
    const scratch = docWithoutGc();
    Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc));
    for (const update of updates) Y.applyUpdate(scratch, update);
    const before = this.#views.view.refused?.words;
    const words = [before, wordsOf(scratch, updates)].filter(Boolean).join("\n");
    this.#store.keepWords(words);
    this.#views.show({ refused: { words, reason } });
  }

  /** Whether an update can be reverted in the open doc: it is this page's own, and the last attempt succeeded. */
  canRevert(doc: Y.Doc, update: Uint8Array, reason: Refusal): boolean {
    return isMadeUnder(doc.clientID, update) && !this.#reverted && reason !== "foreign-client";
  }

  /**
   * Reverts a refused update in the doc.
   * @param others the updates that build on it.
   * @returns the update to send in their place.
   */
  revert(doc: Y.Doc, refused: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
    this.#reverted = true;
    takeBack(doc, refused);
    return updateSince(doc, [refused, ...others]);
  }
}
