import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { program } from "./binaries";
import { isTaken, readPidFile, serverProcesses } from "./processes";
import { run } from "./run";

/** Maximum wait for each kind of shutdown, in milliseconds. */
export interface Patience {
  /** Fast shutdown: open transactions are rolled back and a checkpoint is written. */
  fast: number;
  /** Immediate shutdown: the next start recovers from the write-ahead log. */
  immediate: number;
}

/**
 * Ends the server on this cluster and every process it left: by fast shutdown, then immediate shutdown, then SIGKILL.
 * `main` is its first process when that is the caller's child; otherwise it is the recorded one, if that is really a
 * server on this cluster.
 */
export async function endServer(
  cluster: string,
  folder: string,
  patience: Patience,
  main?: number,
): Promise<void> {
  const first = main ?? (await recordedMain(cluster));
  if (first !== undefined) {
    await tell("INT", first, folder);
    if (await emptied(cluster, patience.fast, main)) return;
    await tell("QUIT", first, folder);
    if (await emptied(cluster, patience.immediate, main)) return;
  }
  await killServer(cluster, main);
}

/** Kills every process of the server on this cluster. Committed data stays; the next start recovers it. */
export async function killServer(cluster: string, main?: number): Promise<void> {
  if (main !== undefined) strike(main);
  // Backends of a dead postmaster exit by themselves, unless they are in a long operation.
  if (await emptied(cluster, 300, main)) return;
  for (const pid of await serverProcesses(cluster)) strike(pid);
  await emptied(cluster, 1000, main);
}

/**
 * Removes a dead server's postmaster.pid when its PID now belongs to another process (after a power cut, say):
 * PostgreSQL would take that one for a server and refuse to start. Call it only after endServer.
 */
export async function dropStaleNote(cluster: string): Promise<void> {
  const recorded = await readPidFile(cluster);
  if (!recorded || !isTaken(recorded.pid) || (await serverProcesses(cluster)).length > 0) return;
  await rm(join(cluster, "postmaster.pid"), { force: true });
}

async function recordedMain(cluster: string): Promise<number | undefined> {
  const recorded = await readPidFile(cluster);
  const living = await serverProcesses(cluster);
  return recorded && living.includes(recorded.pid) ? recorded.pid : undefined;
}

/** True when no process of the server is left after at most this time. */
async function emptied(cluster: string, patience: number, main?: number): Promise<boolean> {
  const end = Date.now() + patience;
  for (;;) {
    const living = await serverProcesses(cluster);
    if (living.length === 0 && (main === undefined || !isTaken(main))) return true;
    if (Date.now() >= end) return false;
    await pause(25);
  }
}

/** Windows has no signals: PostgreSQL listens on a named pipe there, which pg_ctl uses. */
async function tell(signal: "INT" | "QUIT", pid: number, folder: string): Promise<void> {
  if (process.platform === "win32") await run(program(folder, "pg_ctl"), ["kill", signal, String(pid)]);
  else strike(pid, `SIG${signal}`);
}

function strike(pid: number, signal: NodeJS.Signals = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
