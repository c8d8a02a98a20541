import { setTimeout as delay } from "node:timers/promises";
import { type Connection, connect, isPassing } from "./connection";
import { dropStaleNote, endServer } from "./ending";
import { CannotStartDatabase, explainOutput } from "./errors";
import { freePort } from "./port";
import { launch, type Plan, type Postmaster } from "./postmaster";
import { readPidFile } from "./processes";

/** The keeper's options beside the launch plan. */
export interface Duty extends Plan {
  adminUrl(port: number): string;
  onDown(): void;
  onUp(): void;
}

/** With the killing of remaining processes, within the five seconds that the portal has to stop. */
const whenStopping = { fast: 2800, immediate: 700 };

/** An orphan of a killed portal may have much to write out; only this start waits for it. */
const whenStarting = { fast: 8000, immediate: 5000 };

/**
 * Keeps one PostgreSQL running on a fixed port until stop(). It watches a connection of its own, which ends when the
 * server dies and also when it restarts itself after the death of one of its processes.
 */
export class Keeper {
  private readonly ending = new AbortController();
  private readonly atExit = (): void => this.killOnExit();
  private port = 0;
  private postmaster: Postmaster | undefined;
  private watch: Connection | undefined;
  private keeping: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;

  constructor(private readonly duty: Duty) {}

  /** Starts PostgreSQL and returns its port. Throws CannotStartDatabase, or pg's errors. */
  async start(): Promise<number> {
    process.on("exit", this.atExit);
    try {
      this.watch = await this.raiseOnFreePort();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.keeping = this.keep();
    return this.port;
  }

  /** Stops PostgreSQL within five seconds, without a restart; no process remains. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  /** The cause of a connection error, once stopped: the last output of a server that died. */
  async explain(error: unknown): Promise<unknown> {
    if (!isPassing(error) || !this.postmaster) return error;
    return explainOutput("PostgreSQL", await this.postmaster.lastLines(), this.duty.place.dataDir);
  }

  private async end(): Promise<void> {
    this.ending.abort(); // from here on nothing is launched
    const { place, binaries } = this.duty;
    const main = this.postmaster?.alive() ? this.postmaster.pid : undefined;
    await endServer(place.cluster, binaries.folder, whenStopping, main);
    await this.keeping;
    process.off("exit", this.atExit);
  }

  private async keep(): Promise<void> {
    for (;;) {
      await this.watch?.ended;
      if (this.ending.signal.aborted) return;
      this.duty.log.warn({}, "PostgreSQL went away; bringing it back");
      this.tell(this.duty.onDown);
      await this.revive();
      if (this.ending.signal.aborted) return;
      this.duty.log.info({}, "PostgreSQL answers again");
      this.tell(this.duty.onUp);
    }
  }

  private async revive(): Promise<void> {
    for (let attempt = 0; !this.ending.signal.aborted; attempt++) {
      try {
        // After the death of one of its processes the server recovers by itself; waiting suffices.
        this.watch = (await this.firstAnswer()) ?? (await this.raise());
        return;
      } catch (error) {
        this.duty.log.error({ err: error }, "PostgreSQL did not come back; trying again");
        await this.pause(Math.min(100 * 2 ** attempt, 5000));
      }
    }
  }

  private async raiseOnFreePort(): Promise<Connection | undefined> {
    for (let attempt = 1; ; attempt++) {
      this.port = await freePort();
      try {
        return await this.raise();
      } catch (error) {
        const taken = error instanceof CannotStartDatabase && error.reason === "port-taken";
        if (!taken || attempt === 5) throw error;
      }
    }
  }

  /** Undefined only when the keeper is stopping. Throws CannotStartDatabase when the server ends before it answers. */
  private async raise(): Promise<Connection | undefined> {
    const { place, binaries } = this.duty;
    await endServer(place.cluster, binaries.folder, whenStarting);
    await dropStaleNote(place.cluster);
    if (this.ending.signal.aborted) return undefined;
    this.postmaster = launch(this.duty, this.port);
    const answer = await this.firstAnswer();
    if (answer || this.ending.signal.aborted) return answer;
    throw explainOutput("PostgreSQL", await this.postmaster.lastLines(), place.dataDir);
  }

  /** Waits until the server answers, without a limit for recovery; undefined when it ends before. */
  private async firstAnswer(): Promise<Connection | undefined> {
    const patienceEnds = Date.now() + 15_000;
    for (let told = false; this.postmaster?.alive() && !this.ending.signal.aborted; await this.pause(25)) {
      const answer = await this.ask(this.postmaster);
      if (answer) return answer;
      if (told || Date.now() < patienceEnds) continue;
      this.duty.log.warn({}, "PostgreSQL is still recovering; this can take minutes after a power cut");
      told = true;
    }
    return undefined;
  }

  /** postmaster.pid is read first: before our server holds the port, another program could answer there. */
  private async ask(postmaster: Postmaster): Promise<Connection | undefined> {
    const note = await readPidFile(this.duty.place.cluster);
    if (!note?.ready || note.pid !== postmaster.pid) return undefined;
    try {
      return await connect(this.duty.adminUrl(this.port));
    } catch (error) {
      if (isPassing(error)) return undefined;
      throw error;
    }
  }

  private tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.duty.log.error({ err: error }, "A listener of the database's state failed");
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    // Aborted by stop(): there is nothing left to wait for.
    await delay(milliseconds, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  /** The process exits without stop(): only a signal can still be sent; otherwise the next start would have to send it. */
  private killOnExit(): void {
    if (this.postmaster?.alive() && this.postmaster.pid) process.kill(this.postmaster.pid, "SIGINT");
  }
}
