/** Token bucket per connection: burst size and sustained messages per second. */
const burst = 200;
const perSecond = 100;
/** Number of refused messages after which the connection is cut. */
const mostOver = 300;

/**
 * Limits the messages of one connection. Fast typing sends ten messages a second, reconnecting some dozens, so honest
 * clients stay below the limit. A program sending a thousand a second is cut within half a second.
 */
export class SocketRateLimiter {
  #tokens = burst;
  #last: number;
  #over = 0;

  constructor(now = performance.now()) {
    this.#last = now;
  }

  /** Counts one message. @returns whether to accept it, refuse it, or cut the connection. */
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
