import * as Y from "yjs";
import type { Refusal } from "../../realtime/events";
import { maxUpdateBytes } from "../../realtime/limits";
import type { KeptUpdate, PendingStore } from "./pending-store";

/** Reasons after which sending again may succeed. */
const passing: readonly Refusal[] = ["away", "failed", "too-fast"];

interface Options {
  store: PendingStore;
  /** Sends one update. Never throws. */
  send(update: Uint8Array): Promise<{ ok: true } | { ok: false; reason: Refusal }>;
  /** The document has to be opened (again) before sending; then call `resume`. */
  onClosed(reason: Refusal): void;
  /** The server refuses the first update; the others build on it. */
  onRefused(updates: Uint8Array[], reason: Refusal): void;
  onChange(): void;
}

const tooLarge = Promise.resolve({ ok: false, reason: "too-large" } as const);

/** Maximum number of updates per message: merging is quadratic in their number. */
const maxUpdatesPerMessage = 200;
const firstPauseMs = 500;
const maxPauseMs = 8_000;

/** Updates that the server has not acknowledged yet: stored on the device, sent in order, one message at a time. */
export class OutgoingQueue {
  readonly #options: Options;
  #waiting: KeptUpdate[] = [];
  #open = false;
  #sending = false;
  /** Waiting after a failure before the next attempt. */
  #resting = false;
  #single = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get count(): number {
    return this.#waiting.length;
  }

  /** Number of updates that this device has confirmed to hold. */
  get held(): number {
    return this.#waiting.filter(({ key }) => this.#options.store.holds(key)).length;
  }

  /** The server answers but cannot save at present. */
  get failing(): boolean {
    return this.#failures > 0;
  }

  /** All pending updates, oldest first. */
  get updates(): Uint8Array[] {
    return this.#waiting.map(({ update }) => update);
  }

  /** Puts the updates that earlier pages left in front. */
  restore(kept: readonly KeptUpdate[]): void {
    this.#waiting.unshift(...kept);
    this.#changed();
  }

  add(update: Uint8Array): void {
    this.#waiting.push({ key: this.#options.store.keep(update, { firmly: !this.#open }), update });
    this.#changed();
    void this.#work();
  }

  /** The document is open: starts sending. */
  resume(): void {
    this.#open = true;
    this.#wake();
  }

  /** The connection is lost, or the document closed: stops sending. */
  pause(): void {
    this.#open = false;
    this.#failures = 0;
    this.#resting = false;
    clearTimeout(this.#timer);
  }

  /** Empties the queue. @returns what was pending. */
  clear(): Uint8Array[] {
    const { updates } = this;
    this.#options.store.drop(this.#waiting.map(({ key }) => key));
    this.#waiting = [];
    this.#single = false;
    this.#changed();
    return updates;
  }

  #wake(): void {
    clearTimeout(this.#timer);
    this.#resting = false;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#sending || this.#resting) return;
    this.#sending = true;
    while (this.#open && this.#waiting.length > 0 && !(await this.#sendSome()));
    this.#sending = false;
  }

  /** @returns whether to stop for now. */
  async #sendSome(): Promise<boolean> {
    const batch = this.#batch();
    const update = Y.mergeUpdates(batch.map((kept) => kept.update));
    // Always asynchronous: an update that is too large is reverted, which requires its transaction to have ended.
    const answer = await (update.byteLength > maxUpdateBytes ? tooLarge : this.#options.send(update));
    if (answer.ok) return this.#acknowledged(batch);
    if (!this.#open) return true;
    if (passing.includes(answer.reason)) return this.#later();
    if (["not-open", "gapped", "read-only", "not-found"].includes(answer.reason)) {
      this.pause();
      this.#options.onClosed(answer.reason);
      return true;
    }
    if (batch.length > 1) {
      // One of the batch was refused: the updates before it are sent one by one.
      this.#single = true;
      return false;
    }
    this.#options.onRefused(this.clear(), answer.reason);
    // Where the first was reverted, the others are pending again.
    return this.#waiting.length === 0;
  }

  #batch(): KeptUpdate[] {
    const batch: KeptUpdate[] = [];
    let bytes = 0;
    for (const kept of this.#waiting) {
      bytes += kept.update.byteLength;
      if (
        batch.length > 0 &&
        (this.#single || batch.length >= maxUpdatesPerMessage || bytes > maxUpdateBytes / 2)
      )
        break;
      batch.push(kept);
    }
    return batch;
  }

  #acknowledged(batch: readonly KeptUpdate[]): false {
    this.#options.store.drop(batch.map(({ key }) => key));
    // By identity: updates that were cleared meanwhile are no longer at the front.
    const sent = new Set(batch);
    this.#waiting = this.#waiting.filter((kept) => !sent.has(kept));
    this.#failures = 0;
    this.#changed();
    return false;
  }

  #later(): true {
    this.#failures += 1;
    this.#resting = true;
    const pause = Math.min(maxPauseMs, firstPauseMs * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => this.#wake(), pause);
    this.#changed();
    return true;
  }

  #changed(): void {
    this.#options.onChange();
  }
}
