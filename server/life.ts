import type { Logger } from "pino";
import { explainFailedStart } from "./explain";
import { complain, say } from "./terminal";

/** A stop that takes longer is forced: the process must exit within five seconds. */
const stopLimitMs = 4_800;

/** The state of this process as a command sees it. */
export interface ProcessLife {
  /** Aborted when the process receives a signal to stop. */
  signal: AbortSignal;
  /** Logs uncaught errors; a command sets it as soon as it has a log. */
  logger?: Logger;
}

/** A started command. */
export interface Started {
  /** Finishes requests in flight, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Runs a command as this process. Ctrl-C, SIGTERM and uncaught errors stop it once, in order, also during its start. Exit
 * codes: 0 after a requested stop, 1 when it could not start, met an uncaught error, or had to be forced.
 * @param begin rejects when it cannot start, after releasing everything it held.
 */
export function runCommand(begin: (life: ProcessLife) => Promise<Started>): void {
  // Deprecation warnings of libraries are not useful to an operator.
  process.noDeprecation = process.env.NODE_ENV === "production";
  const asked = new AbortController();
  const life: ProcessLife = { signal: asked.signal };
  const begun = begin(life);

  const end = async (exitCode: number) => {
    if (asked.signal.aborted) return;
    if (exitCode === 0) say("\nStopping: requests in flight end first.");
    asked.abort();
    setTimeout(() => endByForce(life), stopLimitMs);
    // A start in progress releases everything itself when it sees the signal.
    const started = await begun.catch(() => undefined);
    process.exit((await stopped(started, life)) ? exitCode : 1);
  };

  // npm forwards Ctrl-C although the terminal has already sent it to this process: a second signal is ignored.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void end(0));
  }
  endWithNpm(() => void end(0));
  const fault = (error: unknown) => {
    complain("The portal met a fault it does not know and stops; the log has the details.");
    if (life.logger) life.logger.fatal({ err: error }, "an error that nothing caught");
    else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void end(1);
  };
  process.on("uncaughtException", fault);
  process.on("unhandledRejection", fault);

  begun.catch((error: unknown) => {
    if (asked.signal.aborted) return;
    explainFailedStart(error);
    process.exit(1);
  });
}

/** Interval at which the end of npm is detected. */
const lookMs = 250;

/**
 * npm starts this process below a shell. A signal to npm alone ends the shell, which forwards nothing; the only visible
 * effect is a changed parent process.
 */
function endWithNpm(end: () => void): void {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), lookMs).unref();
}

async function stopped(started: Started | undefined, { logger }: ProcessLife): Promise<boolean> {
  try {
    await started?.stop();
    return true;
  } catch (error) {
    logger?.error({ err: error }, "the stop did not go well");
    return false;
  }
}

/** On exit, the embedded database is signalled to stop if it still runs. */
function endByForce({ logger }: ProcessLife): never {
  logger?.warn("the stop took too long and is ended by force");
  process.exit(1);
}
