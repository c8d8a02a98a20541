import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { TextThreads } from "../app/documents/text-threads.server";

export interface Limits {
  timeMs: number;
  heapMb: number;
}

/**
 * What an editor sends takes a few milliseconds. Time passes on the wall, and a machine that is busy elsewhere must
 * not make somebody's honest words look hostile (proved by `npm run prove`: at 150 ms it did); nobody but the senders
 * of other long updates waits meanwhile.
 */
const inspecting: Limits = { timeMs: 3_000, heapMb: 64 };
/** A long text with years of changes. */
const digesting: Limits = { timeMs: 60_000, heapMb: 512 };
/** A thread that has not even read its own code by then never will. */
const beginningMs = 30_000;

/**
 * The threads that decode and digest texts, each with its limits.
 * @param file the built `text.worker`.
 */
export function textWorkers(file: URL, logger: Logger): TextThreads & { stop(): Promise<void> } {
  const inspector = new Guarded(file, inspecting, logger);
  const digester = new Guarded(file, digesting, logger);
  return {
    inspect: (update) => inspector.ask({ ask: "inspect", update }),
    digest: (parts) => digester.ask({ ask: "digest", parts }),
    async stop() {
      await Promise.all([inspector.stop(), digester.stop()]);
    },
  };
}

interface Waiting {
  question: object;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/** The thread was too slow or took too much memory for what it was given. */
class LimitPassed extends Error {}

/**
 * One thread that answers questions in turn. When it passes its limits it is ended, the question it was at is
 * refused, and a new thread goes on with the others.
 */
export class Guarded {
  readonly #file: URL;
  readonly #limits: Limits;
  readonly #logger: Logger;
  #worker: Worker | undefined;
  /** The thread has read its code: from here on, what it takes is the question's doing. */
  #ready = false;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(file: URL, limits: Limits, logger: Logger) {
    this.#file = file;
    this.#limits = limits;
    this.#logger = logger;
  }

  /** @throws LimitPassed */
  async ask<Answer>(question: object): Promise<Answer> {
    return await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#waiting.length === 1) this.#putNext();
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = [];
    await this.#worker?.terminate();
  }

  #putNext(): void {
    const [first] = this.#waiting;
    if (!first) return;
    this.#worker ??= this.#start();
    if (!this.#ready) return;
    this.#timer = setTimeout(() => this.#end("time"), this.#limits.timeMs);
    this.#worker.postMessage({ ...first.question, id: ++this.#next });
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
    });
    worker.unref();
    this.#timer = setTimeout(() => this.#end("time"), beginningMs);
    worker.on("message", (said: { ready: true } | { id: number; answer: never }) => {
      if (worker !== this.#worker) return;
      if ("ready" in said) this.#begin();
      else if (said.id === this.#next) this.#conclude(said.answer);
    });
    worker.on("error", () => worker === this.#worker && this.#end("memory"));
    return worker;
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#ready = true;
    this.#putNext();
  }

  #conclude(answer: never): void {
    clearTimeout(this.#timer);
    this.#waiting.shift()?.resolve(answer);
    this.#putNext();
  }

  #end(limit: "time" | "memory"): void {
    this.#logger.warn({ limit }, "a thread was ended: what it was given passed its limits");
    clearTimeout(this.#timer);
    void this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = false;
    this.#waiting.shift()?.reject(new LimitPassed(limit));
    this.#putNext();
  }
}
