/** How many live connections there may be at once. Each tab of a browser has one. */
export const connectionLimits = {
  /** With one session: the tabs of one browser, and those whose line broke a moment ago. */
  perSession: 60,
  /** Of one person, over all their devices. */
  perPerson: 150,
  /** From one network (the first 24 or 48 bits of an address): many telephones share one. */
  perNetwork: 2_000,
  /** From one network, that have not said yet who they are. */
  unadmittedPerNetwork: 200,
};

/** Counts things by key. */
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

/** Who a connection belongs to, once it is known. */
interface Owner {
  sessionId: string;
  personId: string;
}

/**
 * The live connections of this process by what they may not have too many of. Whoever takes a place gives it back when the
 * connection closes.
 */
export class ConnectionLimits {
  readonly #sessions = new Counts();
  readonly #persons = new Counts();
  readonly #networks = new Counts();
  readonly #unadmitted = new Counts();

  /** Whether one more connection may come from a network; one that is unknown is not counted. */
  mayConnectFrom(network: string | null): boolean {
    if (network === null) return true;
    return (
      this.#networks.of(network) < connectionLimits.perNetwork &&
      this.#unadmitted.of(network) < connectionLimits.unadmittedPerNetwork
    );
  }

  /** A connection stands, of whom is not known yet. @returns `admitted` and `closed`, to be called once each at most. */
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

  /** Takes a place for a session and its person. @returns gives it back; null when there is none */
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
