import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { CannotStart } from "../explain";
import type { PersonaAccount } from "../personas";
import type { Orders, Report } from "./app-process";
import type { Backend } from "./proxy";

interface Slot {
  name: string;
  /** Absent while there is no process, or while it starts. */
  port?: number;
  child?: ChildProcess;
}

export interface ProcessPoolOptions {
  /** The built command. */
  file: string;
  size: number;
  orders: (name: string, seeds: boolean) => Orders;
  logger: Logger;
  progress: (step: string) => void;
}

/** Restart delays: a process that has ended is restarted at once, then with growing delays if it keeps ending. */
const pauses = { first: 200, max: 5_000, forgottenAfter: 10_000 };
/** Processes still running after this time are killed, so that the database can still be stopped in time. */
const stopLimitMs = 3_600;

/** Several app processes, kept running until the pool is stopped. */
export class ProcessPool {
  readonly #slots: Slot[];
  #stopping = false;

  constructor(private readonly options: ProcessPoolOptions) {
    this.#slots = Array.from({ length: options.size }, (_, index) => ({ name: String(index + 1) }));
  }

  /** The processes that answer. */
  get backends(): Backend[] {
    return this.#slots.flatMap(({ name, port }) => (port ? [{ name, port }] : []));
  }

  /** The first process loads the data, then the others start. @throws CannotStart when one fails to start. */
  async start(): Promise<PersonaAccount[]> {
    const [first, ...others] = this.#slots;
    const accounts = first ? await this.#launch(first, true) : [];
    await Promise.all(others.map((slot) => this.#launch(slot, false)));
    for (const slot of this.#slots) void this.#keep(slot);
    return accounts;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const alive = this.#slots.flatMap(({ child }) => (child && isAlive(child) ? [child] : []));
    for (const child of alive) child.kill("SIGTERM");
    const force = setTimeout(() => {
      for (const child of alive) child.kill("SIGKILL");
    }, stopLimitMs);
    await Promise.all(alive.map((child) => isAlive(child) && once(child, "exit")));
    clearTimeout(force);
  }

  async #launch(slot: Slot, seeds: boolean): Promise<PersonaAccount[]> {
    // Its standard output would repeat ours; errors go to standard error.
    const child = fork(this.options.file, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    slot.child = child;
    child.once("exit", () => {
      slot.port = undefined;
    });
    child.send(this.options.orders(slot.name, seeds));
    for (;;) {
      const report = await Promise.race([nextReport(child), once(child, "exit").then(() => undefined)]);
      if (!report) throw new CannotStart(`Process ${slot.name} of the portal ended before it answered.`);
      if ("step" in report) this.options.progress(report.step);
      else {
        slot.port = report.port;
        return report.accounts;
      }
    }
  }

  /** Restarts it whenever it has ended. */
  async #keep(slot: Slot): Promise<void> {
    for (let pauseMs = pauses.first; ; ) {
      const since = Date.now();
      const { child } = slot;
      if (child && isAlive(child)) await once(child, "exit");
      if (this.#stopping) return;
      this.options.logger.warn({ process: slot.name }, "an app process ended; starting it again");
      if (Date.now() - since > pauses.forgottenAfter) pauseMs = pauses.first;
      await delay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, pauses.max);
      if (this.#stopping) return;
      await this.#launch(slot, false).catch((error: unknown) => {
        this.options.logger.error({ err: error, process: slot.name }, "an app process did not come up");
      });
    }
  }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

async function nextReport(child: ChildProcess): Promise<Report> {
  const [report] = (await once(child, "message")) as [Report];
  return report;
}
