import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { DestinationStream } from "pino";
import type { AppBuild } from "./app-build";
import { ConfigError, readConfig } from "./config";
import { prepareDataFolder } from "./data-folder";
import { CannotStart } from "./explain";
import type { ProcessLife, Started } from "./life";
import type { Listening } from "./listen";
import { logFile, makeLogger } from "./log";
import { runProcesses } from "./multi-process/run-several";
import { type PersonaAccount, personasFile, seedDemonstration } from "./personas";
import { removeCluster } from "./postgres";
import { type RunOptions, runPortal } from "./run";
import { say } from "./terminal";

export interface Demonstration {
  /** The folder of the checkout. */
  root: string;
  /** The data are in `data/<name>` unless `--data-dir` is given. */
  name: string;
  development: boolean;
  loadApp: (listening: Listening) => Promise<AppBuild>;
  /** Destination of the log; by default a file beside the data. */
  log?: DestinationStream;
}

const defaultPort = 3000;
/** Maximum number of ports to try when the default port is in use. */
const portTries = 20;

/** Runs the demonstration network on this machine, on its own embedded database, and prints how to use it. */
export async function demonstrate(life: ProcessLife, demonstration: Demonstration): Promise<Started> {
  const { root, name, development, loadApp, log } = demonstration;
  const asked = readArguments();
  const processes = readProcesses(asked.processes, development);
  const dataDir = resolve(asked["data-dir"] ?? join(root, "data", name));
  // Clients on this machine may set X-Forwarded-For: tests can then simulate several addresses.
  const env = { PORT: asked.port ?? String(defaultPort), TRUST_PROXY: "loopback" };
  const config = readConfig(env, { PORT: "--port" });
  refuseRealPortal(dataDir);
  if (asked.reset) await forget(dataDir);
  await prepareDataFolder(dataDir);
  await writeFile(
    join(dataDir, mark),
    "This folder belongs to a demonstration: its --reset deletes what it holds.\n",
  );
  const logger = makeLogger(config.logLevel, log ?? logFile(join(dataDir, "portal.log")));
  life.logger = logger;

  const options = {
    config: { ...config, dataDir },
    root,
    logger,
    signal: life.signal,
    portTries: asked.port ? 1 : portTries,
    progress: (step: string) => say(`… ${step}`),
  };
  const running =
    processes > 1
      ? await runProcesses({ ...options, processes })
      : await runDemonstration({ ...options, development, loadApp });
  if (!asked.port && running.port !== defaultPort) {
    say(`Port ${defaultPort} is in use by another program: the demonstration takes ${running.port}.`);
  }
  present(running, dataDir);
  return running;
}

/** In this process. */
async function runDemonstration(options: RunOptions) {
  let accounts: PersonaAccount[] = [];
  const running = await runPortal({
    ...options,
    demonstration: true,
    async seed(portal) {
      accounts = await seedDemonstration(portal, options.config.dataDir, options.progress);
    },
  });
  return { ...running, accounts };
}

function readArguments() {
  const options = {
    port: { type: "string" },
    "data-dir": { type: "string" },
    reset: { type: "boolean", default: false },
    processes: { type: "string", default: "1" },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new ConfigError(
      `${(error as Error).message}\nIt takes --port NUMBER, --data-dir FOLDER, --processes NUMBER and --reset (after a --, by npm).`,
    );
  }
}

/** Maximum number of app processes: each uses connections of the one database. */
const maxProcesses = 4;

function readProcesses(asked: string, development: boolean): number {
  const most = development ? 1 : maxProcesses;
  if (/^\d$/.test(asked) && Number(asked) >= 1 && Number(asked) <= most) return Number(asked);
  throw new ConfigError(
    development
      ? "--processes belongs to npm run demo: development has one."
      : `--processes must be a number from 1 to ${maxProcesses}`,
  );
}

/** Distinguishes the folder of a demonstration from that of a real portal, which must never be opened or deleted here. */
const mark = "demonstration";

function refuseRealPortal(dataDir: string): void {
  const holds = (name: string) => existsSync(join(dataDir, name));
  if (!holds("portal.json") || holds(mark) || holds(personasFile)) return;
  throw new CannotStart(
    `${dataDir} is the data folder of a real portal, not of a demonstration: it is left as it is.`,
  );
}

async function forget(dataDir: string): Promise<void> {
  say("… forgetting the earlier demonstration");
  await removeCluster(dataDir);
  const names = existsSync(dataDir) ? await readdir(dataDir) : [];
  const logs = names.filter((name) => /^portal(-\d)?\.log$/.test(name));
  for (const name of [personasFile, "mail", "portal.json", mark, ...logs]) {
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

interface Presented {
  publicUrl: string;
  accounts: PersonaAccount[];
}

function present({ publicUrl, accounts }: Presented, dataDir: string): void {
  const width = Math.max(...accounts.map(({ email }) => email.length));
  const lines = accounts.map(
    ({ email, password, totpSecret, role, organisation }) =>
      `  ${email.padEnd(width)}  ${password}  ${[role, organisation, totpSecret && `app ${totpSecret}`].filter(Boolean).join(", ")}`,
  );
  say(
    [
      `\nThe demonstration answers at ${publicUrl}\n\nSign in there as one of:`,
      ...lines,
      "\nWhere there is an app: any authenticator takes its secret, and gives the code that the sign-in page asks for.",
      `(also in ${join(dataDir, personasFile)}; its mail is at ${publicUrl}/courrier)\nCtrl-C stops it.`,
    ].join("\n"),
  );
}
