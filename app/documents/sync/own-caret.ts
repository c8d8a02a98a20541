import type { Caret } from "../../realtime/client-events.server";

/** Minimum interval between caret messages that carry no update. */
const caretMs = 150;

/** The writer's caret: sent with the next update, or alone after a while. */
export class OwnCaret {
  #now: Caret | null = null;
  #told: Caret | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #tell: (caret: Caret | null) => void;
  readonly #state: () => "closed" | "sending" | "idle";

  /**
   * @param tell sends the caret alone.
   * @param state whether the document is open, and an update is pending, which carries the caret.
   */
  constructor(tell: (caret: Caret | null) => void, state: () => "closed" | "sending" | "idle") {
    this.#tell = tell;
    this.#state = state;
  }

  /** Moves it; null when the focus is elsewhere. */
  move(caret: Caret | null): void {
    this.#now = caret;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#state() === "closed" || !this.#hasMoved) return;
      if (this.#state() === "sending") this.again();
      else this.#tell(this.#take());
    }, caretMs);
  }

  /** Sends it again after the document was opened, where it has moved. */
  again(): void {
    this.move(this.#now);
  }

  /** The caret for the next update; undefined where it has not moved. */
  takeMoved(): Caret | null | undefined {
    return this.#hasMoved ? this.#take() : undefined;
  }

  /** The connection is lost, and the caret with it. */
  lost(): void {
    this.#told = null;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get #hasMoved(): boolean {
    return this.#now?.anchor !== this.#told?.anchor || this.#now?.head !== this.#told?.head;
  }

  #take(): Caret | null {
    this.#told = this.#now;
    return this.#now;
  }
}
