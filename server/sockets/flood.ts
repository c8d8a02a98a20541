/** Token bucket per connection: burst size and sustained messages per second. */
const burst = 200;
const perSecond = 100;
/** Number of refused messages after which the connection is cut. */
const maxExcess = 300;

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
    return this.#over > maxExcess ? "cut" : "refuse";
  }
}

/** Packets of any kind, admitted or not: connecting, acknowledgements, pongs. Above what the bucket of events lets pass. */
const packetBurst = 1_000;
const packetsPerSecond = 200;
/** Bytes received: several of the largest updates at once, which a browser that was offline sends. */
const byteBurst = 16 * 1024 * 1024;
const bytesPerSecond = 4 * 1024 * 1024;

/**
 * Limits what one transport connection may send before anything of it is looked at. The limiter of events does not see
 * connect packets, acknowledgements and pongs, which cost a lookup or a parse each.
 */
export class PacketLimiter {
  #packets = packetBurst;
  #bytes = byteBurst;
  #last: number;

  constructor(now = performance.now()) {
    this.#last = now;
  }

  /** Counts one packet. @returns false when the connection is to be closed. */
  pass(bytes: number, now = performance.now()): boolean {
    const seconds = (now - this.#last) / 1000;
    this.#last = now;
    this.#packets = Math.min(packetBurst, this.#packets + seconds * packetsPerSecond) - 1;
    this.#bytes = Math.min(byteBurst, this.#bytes + seconds * bytesPerSecond) - bytes;
    return this.#packets >= 0 && this.#bytes >= 0;
  }
}
