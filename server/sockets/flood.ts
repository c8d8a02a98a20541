/** What one connection may send: so many messages at once, and so many a second on the long run. */
const burst = 200;
const perSecond = 100;
/** This many over the limit, and it is no hasty person any more. */
const mostOver = 300;

/**
 * Counts what a connection sends. Fast typing makes ten messages a second, coming back online some dozens: nobody
 * who writes meets this limit. A program at a thousand a second meets the end within half a second.
 */
export class SocketRateLimiter {
  #tokens = burst;
  #last: number;
  #over = 0;

  constructor(now = performance.now()) {
    this.#last = now;
  }

  /** One more message. @returns to take it, to refuse it, or to cut the connection. */
  pass(now = performance.now()): "take" | "refuse" | "cut" {
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#last) / 1000) * perSecond);
    this.#last = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return "take";
    }
    this.#over += 1;
    return this.#over > mostOver ? "cut" : "refuse";
  }
}
