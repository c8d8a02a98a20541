import * as Y from "yjs";
import type { Refusal } from "../../realtime/events";
import { maxUpdateBytes } from "../../realtime/limits";
import type { KeptUpdate, PendingStore } from "./pending-store";

/** Why something could not be sent, as far as trying again may help. */
const passing: readonly Refusal[] = ["away", "failed", "too-fast"];

interface Options {
  store: PendingStore;
  /** Sends one update. Never throws. */
  send(update: Uint8Array): Promise<{ ok: true } | { ok: false; reason: Refusal }>;
  /** The text has to be opened (again) before more is sent: `resume` says when that is done. */
  onClosed(reason: Refusal): void;
  /** The server will not take the first of these; the others build on it. */
  onRefused(updates: Uint8Array[], reason: Refusal): void;
  onChange(): void;
}

const tooLarge = Promise.resolve({ ok: false, reason: "too-large" } as const);

/** So many updates go in one message at most: merging is quadratic in their number. */
const maxUpdatesPerMessage = 200;
const firstPauseMs = 500;
const maxPauseMs = 8_000;

/**
 * What was written here and is not acknowledged yet: kept on the device, sent in order, one message at a time, each
 * until the server has said that it holds it.
 */
export class OutgoingQueue {
  readonly #options: Options;
  #waiting: KeptUpdate[] = [];
  #open = false;
  #sending = false;
  /** After a failure it waits a while before it tries again. */
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

  /** How many of them this device has confirmed to hold. */
  get held(): number {
    return this.#waiting.filter(({ key }) => this.#options.store.holds(key)).length;
  }

  /** The server answers, and cannot save for the moment. */
  get failing(): boolean {
    return this.#failures > 0;
  }

  /** All that waits, oldest first. */
  get updates(): Uint8Array[] {
    return this.#waiting.map(({ update }) => update);
  }

  /** What an earlier page left behind goes first. */
  restore(kept: readonly KeptUpdate[]): void {
    this.#waiting.unshift(...kept);
    this.#changed();
  }

  add(update: Uint8Array): void {
    this.#waiting.push({ key: this.#options.store.keep(update, { firmly: !this.#open }), update });
    this.#changed();
    void this.#work();
  }

  /** The text is open: sends. */
  resume(): void {
    this.#open = true;
    this.#wake();
  }

  /** The connection is gone, or the text closed: waits. */
  pause(): void {
    this.#open = false;
    this.#failures = 0;
    this.#resting = false;
    clearTimeout(this.#timer);
  }

  /** Gives up what waits. @returns it. */
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
    // In a later turn in any case: a change that is too large is taken back, which needs its transaction to be over.
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
      // One of them: the others are saved one by one up to it.
      this.#single = true;
      return false;
    }
    this.#options.onRefused(this.clear(), answer.reason);
    // Where the first was taken back, the others wait again.
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
    // By identity: what was given up meanwhile is no longer at the front.
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
