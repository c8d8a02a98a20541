import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Binaries } from "./binaries";
import { program } from "./binaries";
import type { Log } from "./log";
import { forwardLine } from "./log-lines";
import type { Place } from "./place";
import { childOptions } from "./run";
import { settings } from "./settings";

/** The program to run, and its arguments. */
export interface Plan {
  place: Place;
  binaries: Binaries;
  durable: boolean;
  log: Log;
}

/** PostgreSQL's first process, our child. */
export interface Postmaster {
  pid: number | undefined;
  alive(): boolean;
  /** Its last lines of output, complete once it has ended. They may quote user input: never log them. */
  lastLines(): Promise<string[]>;
}

/**
 * Starts PostgreSQL as our child in a session of its own: Ctrl-C in the terminal then reaches only the portal, which
 * finishes requests before it stops the database. Never throws; a failed start is a postmaster that has ended.
 */
export function launch({ place, binaries, durable, log }: Plan, port: number): Postmaster {
  const file = program(binaries.folder, "postgres");
  const child = spawn(file, ["-D", place.cluster, ...settings(port, durable)], {
    ...childOptions(file, place.account),
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let alive = true;
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", (error) => resolve(keep(lines, error.message)));
  });
  child.once("exit", () => (alive = false));
  child.once("error", () => (alive = false));
  if (child.stderr) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      keep(lines, line);
      forwardLine(line, log);
    });
  }
  return { pid: child.pid, alive: () => alive, lastLines: () => ended.then(() => lines) };
}

function keep(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > 30) lines.shift();
}
