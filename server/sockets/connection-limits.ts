/** Maximum numbers of simultaneous live connections. Each browser tab has one. */
export const connectionLimits = {
  /** Per session: the tabs of one browser, and connections whose loss is not yet detected. */
  perSession: 60,
  /** Per person, over all devices. */
  perPerson: 150,
  /** Per network (the first 24 or 48 bits of an address): mobile carriers share one among many devices. */
  perNetwork: 2_000,
  /** Per network, before authentication. */
  unadmittedPerNetwork: 200,
};

/** Counts items by key. */
class Counts {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string, difference: 1 | -1): void {
    const count = this.of(key) + difference;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

/** The owner of a connection, once authenticated. */
interface Owner {
  sessionId: string;
  personId: string;
}

/**
 * Counts the live connections of this process against the limits. The caller releases a slot when its connection closes.
 */
export class ConnectionLimits {
  readonly #sessions = new Counts();
  readonly #persons = new Counts();
  readonly #networks = new Counts();
  readonly #unadmitted = new Counts();

  /** Whether the network may open one more connection; unknown networks are not counted. */
  mayConnectFrom(network: string | null): boolean {
    if (network === null) return true;
    return (
      this.#networks.of(network) < connectionLimits.perNetwork &&
      this.#unadmitted.of(network) < connectionLimits.unadmittedPerNetwork
    );
  }

  /** Counts a connection that is not yet authenticated. @returns `admitted` and `closed`, each callable once. */
  connected(network: string | null): { admitted: () => void; closed: () => void } {
    const key = network ?? "";
    const admitted = once(() => this.#unadmitted.add(key, -1));
    if (network === null) return { admitted: () => undefined, closed: () => undefined };
    this.#networks.add(key, 1);
    this.#unadmitted.add(key, 1);
    return {
      admitted,
      closed: () => {
        admitted();
        this.#networks.add(key, -1);
      },
    };
  }

  /** Reserves a slot for a session and its person. @returns the release function; null when a limit is reached. */
  take({ sessionId, personId }: Owner): (() => void) | null {
    if (this.#sessions.of(sessionId) >= connectionLimits.perSession) return null;
    if (this.#persons.of(personId) >= connectionLimits.perPerson) return null;
    this.#sessions.add(sessionId, 1);
    this.#persons.add(personId, 1);
    return once(() => {
      this.#sessions.add(sessionId, -1);
      this.#persons.add(personId, -1);
    });
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
