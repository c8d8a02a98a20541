import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";

export interface ProcessLimits {
  timeMs: number;
  /** JavaScript heap. */
  heapMb: number;
  /** All memory of the process, with native code; enforced where the system has /proc. */
  residentMb: number;
}

/** A child without requests is ended after this time: it holds the memory of its libraries. */
const idleMs = 60_000;
const memoryCheckMs = 250;
const beginningMs = 30_000;

interface Waiting {
  question: object;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

type Said = { ready: true } | { id: number; answer: never } | { id: number; failed: string };

/** The child exceeded its time or memory for this request, or crashed on it. The rooms recognise it by its name. */
class ProcessLimitPassed extends Error {
  override readonly name = "ProcessLimitPassed";
}

/**
 * One child process that answers requests one at a time. Native decoders can exceed the heap limit of a worker thread and
 * crash the whole process, so they run here: without our environment, with limits of time and of all memory. When one is
 * exceeded the child is killed, its request is rejected, and a new child continues with the others.
 */
export class GuardedProcess<Question extends object> {
  readonly #file: string;
  readonly #limits: ProcessLimits;
  readonly #logger: Logger;
  #child: ChildProcess | undefined;
  #ready = false;
  #waiting: Waiting[] = [];
  #limit: NodeJS.Timeout | undefined;
  #memory: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(file: URL, limits: ProcessLimits, logger: Logger) {
    this.#file = fileURLToPath(file);
    this.#limits = limits;
    this.#logger = logger;
  }

  /** @throws the error of the child, or ProcessLimitPassed. */
  async ask<Answer>(question: Question): Promise<Answer> {
    return await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#waiting.length === 1) this.#putNext();
    });
  }

  async stop(): Promise<void> {
    for (const { reject } of this.#waiting) reject(new Error("the process stops"));
    this.#waiting = [];
    this.#kill();
  }

  #putNext(): void {
    clearTimeout(this.#idle);
    const [first] = this.#waiting;
    if (!first) {
      this.#idle = setTimeout(() => this.#kill(), idleMs).unref();
      return;
    }
    this.#child ??= this.#start();
    if (!this.#ready) return;
    this.#limit = setTimeout(() => this.#end("time"), this.#limits.timeMs);
    this.#memory = setInterval(() => void this.#checkMemory(), memoryCheckMs);
    this.#child.send({ id: ++this.#next, question: first.question });
  }

  #start(): ChildProcess {
    const child = fork(this.#file, {
      env: { NODE_ENV: "production" },
      execArgv: [`--max-old-space-size=${this.#limits.heapMb}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
    });
    child.unref();
    child.channel?.unref();
    this.#limit = setTimeout(() => this.#end("time"), beginningMs);
    child.on("message", (said: Said) => {
      if (child !== this.#child) return;
      if ("ready" in said) {
        clearTimeout(this.#limit);
        this.#ready = true;
        this.#putNext();
      } else if (said.id === this.#next) this.#conclude(said);
    });
    child.on("error", () => child === this.#child && this.#end("crash"));
    child.on("exit", () => child === this.#child && this.#end("crash"));
    return child;
  }

  #conclude(said: Exclude<Said, { ready: true }>): void {
    this.#clearLimits();
    const waiting = this.#waiting.shift();
    if ("failed" in said) waiting?.reject(new Error(said.failed));
    else waiting?.resolve(said.answer);
    this.#putNext();
  }

  async #checkMemory(): Promise<void> {
    const child = this.#child;
    const status = await readFile(`/proc/${child?.pid}/status`, "utf8").catch(() => "");
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
    if (child === this.#child && Number(kilobytes) > this.#limits.residentMb * 1024) this.#end("memory");
  }

  #end(limit: "time" | "memory" | "crash"): void {
    const { pid } = this.#child ?? {};
    this.#logger.warn({ limit, pid }, "a child process was ended: what it was given passed its limits");
    // A child that failed to start proves nothing about the request.
    const error = this.#ready ? new ProcessLimitPassed(limit) : new Error("a child process did not start");
    this.#kill();
    this.#waiting.shift()?.reject(error);
    this.#putNext();
  }

  #kill(): void {
    this.#clearLimits();
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    this.#ready = false;
    child?.kill("SIGKILL");
  }

  #clearLimits(): void {
    clearTimeout(this.#limit);
    clearInterval(this.#memory);
  }
}
