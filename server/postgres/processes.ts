import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { orMissing } from "./files";
import { run } from "./run";

/** The postmaster.pid of a running server: its PID, its port, and whether it accepts connections. */
export async function readPidFile(
  cluster: string,
): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const text = await orMissing(readFile(join(cluster, "postmaster.pid"), "utf8"));
  const lines = text?.split("\n") ?? [];
  const pid = Number(lines[0]);
  // Line 8 is the state (LOCK_FILE_LINE_PM_STATUS in PostgreSQL's pidfile.h).
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" } : undefined;
}

/**
 * The living processes of the server on this cluster, by any starter. A recycled PID is never among them: on Linux the
 * working directory of every server process is its cluster; elsewhere the recorded process is examined.
 */
export async function serverProcesses(cluster: string): Promise<number[]> {
  return process.platform === "linux" ? standingIn(cluster) : recordedServer(cluster);
}

/** True when a process with this PID exists. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // none, or another user's, which PostgreSQL ignores too
  }
}

async function standingIn(cluster: string): Promise<number[]> {
  const place = await orMissing(stat(cluster, { bigint: true }));
  if (!place) return [];
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const standing = await Promise.all(pids.map((pid) => standsIn(pid, place)));
  return pids.filter((_, index) => standing[index]).map(Number);
}

async function standsIn(pid: string, place: { dev: bigint; ino: bigint }): Promise<boolean> {
  try {
    if ((await readFile(`/proc/${pid}/comm`, "utf8")).trim() !== "postgres") return false;
    // Compared by inode, not by path: the folder may have been moved or mounted elsewhere since.
    const { dev, ino } = await stat(`/proc/${pid}/cwd`, { bigint: true });
    return dev === place.dev && ino === place.ino;
  } catch {
    return false; // ended meanwhile (a zombie has no working directory), or another user's
  }
}

async function recordedServer(cluster: string): Promise<number[]> {
  const recorded = await readPidFile(cluster);
  if (!recorded) return [];
  const ours = process.platform === "win32" ? namedPostgres(recorded.pid) : startedOn(cluster, recorded.pid);
  return (await ours) ? [recorded.pid] : [];
}

async function startedOn(cluster: string, pid: number): Promise<boolean> {
  const { lines } = await run("ps", ["-p", String(pid), "-o", "command="]);
  return lines.some((line) => line.includes("postgres") && line.includes(`-D ${cluster}`));
}

async function namedPostgres(pid: number): Promise<boolean> {
  const { lines } = await run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]);
  return lines.some((line) => line.includes("postgres.exe"));
}
