import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { CannotStart } from "../explain";
import type { PersonaAccount } from "../personas";
import type { Orders, Report } from "./app-process";
import type { Backend } from "./proxy";

interface Place {
  name: string;
  /** Absent while there is no process, or while it starts. */
  port?: number;
  child?: ChildProcess;
}

export interface ProcessPoolOptions {
  /** The built command. */
  file: string;
  size: number;
  orders: (name: string, furnishes: boolean) => Orders;
  logger: Logger;
  progress: (step: string) => void;
}

/** Restart delays: a process that has ended is restarted at once, then with growing delays if it keeps ending. */
const pauses = { first: 200, longest: 5_000, forgottenAfter: 10_000 };
/** Processes still running after this time are killed, so that the database can still be stopped in time. */
const stopLimitMs = 3_600;

/** Several app processes, kept running until the pool is stopped. */
export class ProcessPool {
  readonly #places: Place[];
  #stopping = false;

  constructor(private readonly options: ProcessPoolOptions) {
    this.#places = Array.from({ length: options.size }, (_, index) => ({ name: String(index + 1) }));
  }

  /** The processes that answer. */
  get backends(): Backend[] {
    return this.#places.flatMap(({ name, port }) => (port ? [{ name, port }] : []));
  }

  /** The first process loads the data, then the others start. @throws CannotStart when one fails to start. */
  async start(): Promise<PersonaAccount[]> {
    const [first, ...others] = this.#places;
    const accounts = first ? await this.#launch(first, true) : [];
    await Promise.all(others.map((place) => this.#launch(place, false)));
    for (const place of this.#places) void this.#keep(place);
    return accounts;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const alive = this.#places.flatMap(({ child }) => (child && isAlive(child) ? [child] : []));
    for (const child of alive) child.kill("SIGTERM");
    const force = setTimeout(() => {
      for (const child of alive) child.kill("SIGKILL");
    }, stopLimitMs);
    await Promise.all(alive.map((child) => isAlive(child) && once(child, "exit")));
    clearTimeout(force);
  }

  async #launch(place: Place, furnishes: boolean): Promise<PersonaAccount[]> {
    // Its standard output would repeat ours; errors go to standard error.
    const child = fork(this.options.file, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    place.child = child;
    child.once("exit", () => {
      place.port = undefined;
    });
    child.send(this.options.orders(place.name, furnishes));
    for (;;) {
      const report = await Promise.race([nextReport(child), once(child, "exit").then(() => undefined)]);
      if (!report) throw new CannotStart(`Process ${place.name} of the portal ended before it answered.`);
      if ("step" in report) this.options.progress(report.step);
      else {
        place.port = report.port;
        return report.accounts;
      }
    }
  }

  /** Restarts it whenever it has ended. */
  async #keep(place: Place): Promise<void> {
    for (let pauseMs = pauses.first; ; ) {
      const since = Date.now();
      const { child } = place;
      if (child && isAlive(child)) await once(child, "exit");
      if (this.#stopping) return;
      this.options.logger.warn({ process: place.name }, "an app process ended; starting it again");
      if (Date.now() - since > pauses.forgottenAfter) pauseMs = pauses.first;
      await delay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, pauses.longest);
      if (this.#stopping) return;
      await this.#launch(place, false).catch((error: unknown) => {
        this.options.logger.error({ err: error, process: place.name }, "an app process did not come up");
      });
    }
  }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

async function nextReport(child: ChildProcess): Promise<Report> {
  const [report] = (await once(child, "message")) as [Report];
  return report;
}
