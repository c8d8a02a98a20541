/** One request for a derivation: its key, the person it counts for, and its lane. */
interface Request {
  key: string;
  asker: string;
  lane: string;
}

interface Waiting<Result> extends Request {
  promise: Promise<Result>;
  start: () => Promise<unknown>;
}

/**
 * Runs one derivation at a time per lane. Requests for a key that is still waiting share one run; a request for a key
 * that is running queues another run, since the document may have changed. Persons take turns, so one person's requests
 * delay another's by at most one derivation.
 */
export class DerivationScheduler<Result> {
  readonly #derive: (key: string) => Promise<Result>;
  readonly #lanes = new Map<string, Waiting<Result>[]>();
  readonly #running = new Set<string>();
  readonly #servedAt = new Map<string, number>();
  #served = 0;

  constructor(derive: (key: string) => Promise<Result>) {
    this.#derive = derive;
  }

  /** @returns the result of the derivation; all requests that share a run get the same one. */
  async schedule(request: Request): Promise<Result> {
    const waiting = [...this.#lanes.values()].flat().find(({ key }) => key === request.key);
    if (waiting) return await waiting.promise;
    const added = this.#waitingFor(request);
    this.#lanes.set(request.lane, [...(this.#lanes.get(request.lane) ?? []), added]);
    void this.#work(request.lane);
    return await added.promise;
  }

  #waitingFor(request: Request): Waiting<Result> {
    let start = async () => undefined as unknown;
    const promise = new Promise<Result>((resolve, reject) => {
      start = () => this.#derive(request.key).then(resolve, reject);
    });
    return { ...request, promise, start };
  }

  async #work(lane: string): Promise<void> {
    if (this.#running.has(lane)) return;
    this.#running.add(lane);
    for (let next = this.#take(lane); next; next = this.#take(lane)) await next.start();
    this.#running.delete(lane);
    this.#servedAt.clear();
  }

  /** The oldest request of the person who was served least recently. */
  #take(lane: string): Waiting<Result> | undefined {
    const queue = this.#lanes.get(lane) ?? [];
    const servedAt = ({ asker }: Request) => this.#servedAt.get(asker) ?? 0;
    const next = queue.reduce<Waiting<Result> | undefined>(
      (best, each) => (best && servedAt(best) <= servedAt(each) ? best : each),
      undefined,
    );
    if (!next) return undefined;
    this.#served += 1;
    this.#servedAt.set(next.asker, this.#served);
    this.#lanes.set(
      lane,
      queue.filter((each) => each !== next),
    );
    return next;
  }
}
