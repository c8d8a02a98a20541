import { type SpawnOptions, spawn } from "node:child_process";
import { parse } from "node:path";
import type { Account } from "./account";

/** The result of a short-lived program: its exit code (null when it could not run) and its output. */
export interface Outcome {
  code: number | null;
  lines: string[];
}

/**
 * Runs a program until it ends or `signal` aborts, as another user when an account is given. Never throws for failures
 * of the program.
 */
export function run(
  file: string,
  args: string[],
  account?: Account,
  { input = "", signal }: { input?: string; signal?: AbortSignal } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...childOptions(file, account), stdio: "pipe", signal });
    let text = "";
    const collect = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", (error) => resolve({ code: null, lines: [error.message] }));
    child.once("close", (code) => resolve({ code, lines: text.split(/\r?\n/) }));
    // A program that ends without reading its input is not an error.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Spawn options of every PostgreSQL program: the account, an environment without the portal's secrets, and the root
 * folder as working directory (the portal's own may be closed to that account).
 */
export function childOptions(file: string, account?: Account): SpawnOptions {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return { ...identity, cwd: parse(file).root || "/", env: environment(), windowsHide: true };
}

function environment(): NodeJS.ProcessEnv {
  // English messages, since some are matched; macOS and Windows have no locale of this name.
  const own = { LC_ALL: process.platform === "linux" ? "C.UTF-8" : "C", TZ: "UTC" };
  const needed = ["PATH", "SystemRoot", "TEMP", "TMP"].map((name) => [name, process.env[name]]);
  return { ...own, ...Object.fromEntries(needed.filter(([, value]) => value !== undefined)) };
}
