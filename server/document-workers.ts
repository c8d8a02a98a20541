import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { DocumentThread, DocumentWorkers } from "../app/documents/sync/document-workers.server";
import type { ThreadQuestion } from "../app/documents/sync/worker-questions";

export interface Limits {
  timeMs: number;
  heapMb: number;
}

/**
 * An honest update takes a few milliseconds. The limit is wall-clock time, so on a busy machine a low limit would refuse
 * honest updates (`npm run prove` showed it at 150 ms). Only the senders of other large updates wait meanwhile.
 */
const inspecting: Limits = { timeMs: 3_000, heapMb: 64 };
/** Small and middling documents. Their work is limited in steps; these limits cover what steps do not count. */
const holdingLight: Limits = { timeMs: 5_000, heapMb: 1_024 };
/** Long documents, documents that are expensive to load, and trial loads. */
const holdingHeavy: Limits = { timeMs: 60_000, heapMb: 1_536 };
const lightDerivation: Limits = { timeMs: 10_000, heapMb: 256 };
/** A long document with years of updates. */
const heavyDerivation: Limits = { timeMs: 60_000, heapMb: 512 };
/** Views and comparisons of versions, which a page waits for. */
const comparing: Limits = { timeMs: 8_000, heapMb: 384 };
/** A document that is restored or frozen: its row is locked meanwhile. */
const rewriting: Limits = { timeMs: 8_000, heapMb: 512 };
/** A worker that has not loaded its code after this time is considered failed. */
const beginningMs = 30_000;

/**
 * Worker threads that decode, hold and derive documents, each with its limits. A thread starts with its first request.
 * @param file the built `document.worker`.
 */
export function createDocumentWorkers(
  file: URL,
  logger: Logger,
): DocumentWorkers & { stop(): Promise<void> } {
  const guarded = (limits: Limits) => new GuardedWorker<ThreadQuestion>(file, limits, logger);
  const inspector = guarded(inspecting);
  const holders = { light: guarded(holdingLight), heavy: guarded(holdingHeavy) };
  const derivers = { light: guarded(lightDerivation), heavy: guarded(heavyDerivation) };
  const comparer = guarded(comparing);
  const rewriter = guarded(rewriting);
  const threads = { light: documentThread(holders.light), heavy: documentThread(holders.heavy) };
  return {
    inspect: (update) => inspector.ask({ ask: "inspect", update }),
    documents: (load) => threads[load],
    digest: (parts, load) => derivers[load].ask({ ask: "digest", parts }),
    view: (content) => comparer.ask({ ask: "view", content }),
    compare: (before, after) => comparer.ask({ ask: "compare", before, after }),
    rewrite: (parts, content) => rewriter.ask({ ask: "rewrite", parts, content }),
    freeze: (parts, title) => rewriter.ask({ ask: "freeze", parts, title }),
    file: (content, form, frame) => comparer.ask({ ask: "file", content, form, frame }),
    anchor: (parts, passage) => comparer.ask({ ask: "anchor", parts, passage }),
    locate: (parts, anchors) => derivers.heavy.ask({ ask: "locate", parts, anchors }),
    async stop() {
      const all = [inspector, comparer, rewriter, ...Object.values(holders), ...Object.values(derivers)];
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}

function documentThread(holder: GuardedWorker<ThreadQuestion>): DocumentThread {
  return {
    load: (key, parts, maxSteps) => holder.ask({ ask: "load", key, parts, maxSteps }),
    apply: (key, updates) => holder.ask({ ask: "apply", key, updates }),
    try: (key, trials) => holder.ask({ ask: "try", key, trials }),
    lackingAt: (key, vector) => holder.ask({ ask: "lacking", key, vector }),
    forget: (key) => holder.ask({ ask: "forget", key }),
    rehearse: (state, maxSteps) => holder.ask({ ask: "rehearse", state, maxSteps }),
  };
}

interface Waiting {
  question: object;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/** The worker exceeded its time or memory for this request. The rooms recognise it by its name. */
class ThreadLimitPassed extends Error {
  override readonly name = "ThreadLimitPassed";
}

type Answered = { id: number } & ({ answer: never } | { failed: string });
type Said = { ready: true } | Answered;

/**
 * One worker thread that answers requests one at a time. When it exceeds its limits it is terminated, the current request
 * is rejected, and a new thread continues with the others.
 */
export class GuardedWorker<Question extends object> {
  readonly #file: URL;
  readonly #limits: Limits;
  readonly #logger: Logger;
  #worker: Worker | undefined;
  /** The thread has loaded its code: from now on its time counts against the request. */
  #ready = false;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(file: URL, limits: Limits, logger: Logger) {
    this.#file = file;
    this.#limits = limits;
    this.#logger = logger;
  }

  /** @throws the error of the worker, or ThreadLimitPassed. */
  async ask<Answer>(question: Question): Promise<Answer> {
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
    this.#worker.postMessage({ id: ++this.#next, question: first.question });
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
    });
    worker.unref();
    this.#timer = setTimeout(() => this.#end("time"), beginningMs);
    worker.on("message", (said: Said) => {
      if (worker !== this.#worker) return;
      if ("ready" in said) this.#begin();
      else if (said.id === this.#next) this.#conclude(said);
    });
    worker.on("error", () => worker === this.#worker && this.#end("memory"));
    return worker;
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#ready = true;
    this.#putNext();
  }

  #conclude(said: Answered): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting.shift();
    if ("failed" in said) waiting?.reject(new Error(said.failed));
    else waiting?.resolve(said.answer);
    this.#putNext();
  }

  #end(limit: "time" | "memory"): void {
    this.#logger.warn({ limit }, "a thread was ended: what it was given passed its limits");
    clearTimeout(this.#timer);
    void this.#worker?.terminate();
    this.#worker = undefined;
    // A thread that failed to start proves nothing about the request.
    const error = this.#ready ? new ThreadLimitPassed(limit) : new Error("a thread did not start");
    this.#ready = false;
    this.#waiting.shift()?.reject(error);
    this.#putNext();
  }
}
