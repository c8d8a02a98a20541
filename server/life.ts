import type { Logger } from "pino";
import { explainFailedStart } from "./explain";
import { complain, say } from "./terminal";

/** A stop that takes longer than this is ended by force: whoever asked expects an end within five seconds. */
const stopLimitMs = 4_800;

/** The life of this process, as far as a command has to know of it. */
export interface ProcessLife {
  /** Aborted when the process is asked to end. */
  signal: AbortSignal;
  /** Where a fault that nothing caught is written; a command sets it as soon as it has a log. */
  logger?: Logger;
}

/** What a command has started. */
export interface Started {
  /** Requests in flight end, then everything else does. */
  stop(): Promise<void>;
}

/**
 * Runs a command as this process. Ctrl-C and SIGTERM end it once, in good order, also in the middle of its start;
 * a fault that nothing caught does too. Exit codes: 0 when it was asked to end, 1 when it could not start, met a
 * fault, or had to be ended by force.
 * @param begin rejects when it cannot start, and has then let go of everything it held.
 */
export function runCommand(begin: (life: ProcessLife) => Promise<Started>): void {
  // What a library will have to change some day is nothing for whoever runs the portal.
  process.noDeprecation = process.env.NODE_ENV === "production";
  const asked = new AbortController();
  const life: ProcessLife = { signal: asked.signal };
  const begun = begin(life);

  const end = async (exitCode: number) => {
    if (asked.signal.aborted) return;
    if (exitCode === 0) say("\nStopping: requests in flight end first.");
    asked.abort();
    setTimeout(() => endByForce(life), stopLimitMs);
    // A start in the middle lets go by itself, once it sees the signal.
    const started = await begun.catch(() => undefined);
    process.exit((await stopped(started, life)) ? exitCode : 1);
  };

  // npm passes Ctrl-C on although the terminal has sent it to us already: a second one changes nothing.
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

/** How soon the end of npm is noticed. */
const lookMs = 250;

/**
 * npm starts us below a shell. A signal to npm alone ends the shell, which passes nothing on; what is left to see of it
 * is that we have another parent.
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

/** The database, if it still runs, is told to stop as the process exits. */
function endByForce({ logger }: ProcessLife): never {
  logger?.warn("the stop took too long and is ended by force");
  process.exit(1);
}
