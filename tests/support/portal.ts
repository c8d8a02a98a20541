import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject, onTestFinished } from "vitest";
import { removeCluster } from "../../server/postgres";

export interface PortalOptions {
  /** The built command: the portal for real use (the default), or the demonstration. */
  command?: "start" | "demo";
  /** A database from `copyDatabase`; without one the portal brings its own in its data folder. */
  databaseUrl?: string;
  ownerUrl?: string;
  /** A free one that the system picks, unless it is to choose by itself. */
  port?: "default";
  /** The data folder; without one it gets one that goes when the portal has ended. */
  dataDir?: string;
  env?: Record<string, string>;
  args?: string[];
  /** Another built checkout than this one. */
  root?: string;
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** How long it took to end since it was asked, in milliseconds. */
  tookMs: number;
}

/** A portal in a process of its own, from the first moment. */
export interface LaunchedPortal {
  pid: number;
  dataDir: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Waits until it has printed this. Throws when it ends without. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  exited: Promise<Exit>;
  /** Asks it to end, waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
  /** kill -9. */
  kill(): Promise<Exit>;
}

/** A portal that answers. */
export interface RunningTestPortal extends LaunchedPortal {
  /** Without a slash at its end. */
  url: string;
  /** Where an empty portal is set up. */
  setUpLink: string | undefined;
}

/** Starts the built portal on a free port and waits until it answers. Throws what it printed when it does not. */
export async function startPortal(options: PortalOptions = {}): Promise<RunningTestPortal> {
  const portal = await launchPortal(options);
  const [, url = ""] = await portal.printed(/answers at (http\S+)/);
  return { ...portal, url, setUpLink: /\S+\/installation\?cle=\S+/.exec(portal.output())?.[0] };
}

/** Starts the built portal and waits for nothing. Within a test it is ended with the test, whatever happens. */
export async function launchPortal(options: PortalOptions = {}): Promise<LaunchedPortal> {
  const { command = "start", port, dataDir = await makeFolder(), args = [] } = options;
  const { root = join(import.meta.dirname, "../..") } = options;
  const file = join(root, `build/process/${command}.js`);
  const place = command === "demo" ? [port ? [] : "--port=0", `--data-dir=${dataDir}`].flat() : [];
  const child = spawn(process.execPath, [file, ...place, ...args], {
    env: environment({ ...options, dataDir }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const portal = follow(child, dataDir);
  const clear = async (): Promise<void> => {
    if (!options.dataDir) await removeFolder(dataDir);
  };
  if (inTest()) onTestFinished(() => portal.kill().then(clear));
  else void portal.exited.then(clear);
  return portal;
}

/** Follows what a process prints and how it ends. */
export function follow(child: ChildProcess, dataDir: string): LaunchedPortal {
  let printed = "";
  let askedAt = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      child.emit("printed");
    });
  }
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const exited = once(child, "close").then(([code, signal]): Exit => {
    process.off("exit", killWithUs);
    return { code, signal, tookMs: performance.now() - askedAt };
  });
  const ask = (signal: NodeJS.Signals): Promise<Exit> => {
    askedAt = performance.now();
    child.kill(signal);
    return exited;
  };
  return {
    pid: child.pid ?? 0,
    dataDir,
    output: () => printed,
    async printed(pattern) {
      const ended = exited.then(() => "ended");
      for (let last = ""; ; ) {
        const found = pattern.exec(printed);
        if (found) return found;
        if (last === "ended") throw new Error(`The portal ended without printing ${pattern}:\n${printed}`);
        last = (await Promise.race([once(child, "printed"), ended])) as string;
      }
    },
    exited,
    stop: (signal = "SIGTERM") => ask(signal),
    kill: () => ask("SIGKILL"),
  };
}

/** A folder for the data of a portal; within a test it goes with the test. */
export async function makeDataDir(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/**
 * A folder of a demonstration that was loaded and ended, of this test's own: loading one takes seconds, and only the tests
 * of that care. Loaded once per run by the first test that asks for it, and copied for each.
 */
export async function makeLoadedDemonstration(): Promise<string> {
  const loaded = join(inject("runFolder"), "demonstration");
  if (!existsSync(loaded)) {
    const dataDir = await makeDataDir();
    const portal = await startPortal({ command: "demo", dataDir });
    await portal.stop();
    // Two may be first at once: the later one's is not needed.
    await rename(dataDir, loaded).catch(() => undefined);
  }
  const dataDir = await makeDataDir();
  // With owners and rights, which fs.cp does not keep: as root, PostgreSQL runs as another user.
  await execute("cp", ["-a", `${loaded}/.`, dataDir]);
  return dataDir;
}

const execute = promisify(execFile);

async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "portal-process-")));
  await chmod(folder, 0o711); // as root, PostgreSQL runs as another user
  return folder;
}

async function removeFolder(folder: string): Promise<void> {
  await removeCluster(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Only what the test says, beside what every program needs: nothing of the developer's own settings. */
function environment({ databaseUrl, ownerUrl, dataDir = "", env }: PortalOptions): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_ENV } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    NODE_ENV,
    PORT: "0",
    DATA_DIR: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...(ownerUrl && { DATABASE_OWNER_URL: ownerUrl }),
    ...env,
  };
}

function inTest(): boolean {
  try {
    onTestFinished(() => undefined);
    return true;
  } catch {
    return false; // in beforeAll: the same file stops it in afterAll
  }
}
