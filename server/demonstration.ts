import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AppBuild } from "./app-build";
import { ConfigError, readConfig } from "./config";
import { prepareDataFolder } from "./data-folder";
import { CannotStart } from "./explain";
import type { Life, Started } from "./life";
import type { Listening } from "./listen";
import { logFile, makeLogger } from "./log";
import { furnishDemonstration, type PersonaAccount, personasFile } from "./personas";
import { removeCluster } from "./postgres";
import { runPortal } from "./run";
import { say } from "./terminal";

export interface Demonstration {
  /** The folder of the checkout. */
  root: string;
  /** Its data are in `data/<name>` unless `--data-dir` says otherwise. */
  name: string;
  development: boolean;
  loadApp: (listening: Listening) => Promise<AppBuild>;
}

const defaultPort = 3000;
/** A default port in use leads to the next free one, so many times. */
const portTries = 20;

/** Runs the demonstration network on this machine, on an embedded database of its own, and presents it. */
export async function demonstrate(life: Life, demonstration: Demonstration): Promise<Started> {
  const { root, name, development, loadApp } = demonstration;
  const asked = readArguments();
  const dataDir = resolve(asked["data-dir"] ?? join(root, "data", name));
  const config = readConfig({ PORT: asked.port ?? String(defaultPort) }, { PORT: "--port" });
  refuseRealPortal(dataDir);
  if (asked.reset) await forget(dataDir);
  await prepareDataFolder(dataDir);
  await writeFile(
    join(dataDir, mark),
    "This folder belongs to a demonstration: its --reset deletes what it holds.\n",
  );
  const logger = makeLogger(config.logLevel, logFile(join(dataDir, "portal.log")));
  life.logger = logger;

  let accounts: PersonaAccount[] = [];
  const running = await runPortal({
    ...{ config: { ...config, dataDir }, root, logger, development, loadApp },
    demonstration: true,
    portTries: asked.port ? 1 : portTries,
    async furnish(portal) {
      say("… loading the demonstration network");
      accounts = await furnishDemonstration(portal, dataDir);
    },
    progress: (step) => say(`… ${step}`),
    signal: life.signal,
  });
  if (!asked.port && running.port !== defaultPort) {
    say(`Port ${defaultPort} is in use by another program: the demonstration takes ${running.port}.`);
  }
  present(running.publicUrl, accounts, dataDir);
  return running;
}

function readArguments() {
  const options = {
    port: { type: "string" },
    "data-dir": { type: "string" },
    reset: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new ConfigError(
      `${(error as Error).message}\nIt takes --port NUMBER, --data-dir FOLDER and --reset (after a --, by npm).`,
    );
  }
}

/** Tells a demonstration's folder from a real portal's, which a demonstration never opens and never deletes. */
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
  for (const name of [personasFile, "mail", "portal.log", "portal.json", mark]) {
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function present(publicUrl: string, accounts: PersonaAccount[], dataDir: string): void {
  const width = Math.max(...accounts.map(({ email }) => email.length));
  const lines = accounts.map(
    ({ email, password, role, organisation }) =>
      `  ${email.padEnd(width)}  ${password}  ${role}${organisation ? `, ${organisation}` : ""}`,
  );
  say(
    [
      `\nThe demonstration answers at ${publicUrl}\n\nSign in there as one of:`,
      ...lines,
      `\n(also in ${join(dataDir, personasFile)}; its mail is at ${publicUrl}/courrier)\nCtrl-C stops it.`,
    ].join("\n"),
  );
}
