import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { destination, pino } from "pino";
import { readConfig } from "../config";
import { explainFailedStart } from "../explain";
import { keepPersonas, type PersonaAccount } from "../personas";
import { removeCluster } from "../postgres";
import { loadBuiltApp, runPortal } from "../run";
import { stopOnSignals } from "../stop-signals";
import { say } from "../terminal";

/** `npm run demo`: the demonstration network on this machine, with everything it needs. */

const root = join(import.meta.dirname, "../..");
const defaultPort = 3000;

const { values: asked } = parseArgs({
  options: {
    port: { type: "string" },
    "data-dir": { type: "string", default: join(root, "data/demo") },
    reset: { type: "boolean", default: false },
  },
});

try {
  const dataDir = resolve(asked["data-dir"]);
  if (asked.reset) await forget(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const config = readConfig({
    PORT: asked.port ?? String(defaultPort),
    HOST: "127.0.0.1",
    TRUST_PROXY: "loopback",
  });
  const logger = pino(
    { level: config.logLevel },
    destination({ dest: join(dataDir, "portal.log"), mkdir: true }),
  );
  const running = await runPortal({
    config: { ...config, dataDir },
    root,
    logger,
    demonstration: true,
    portTries: asked.port ? 1 : 20,
    loadApp: () => loadBuiltApp(root),
    progress: (step) => say(`… ${step}`),
  });
  stopOnSignals(running.stop, logger);
  say("… loading the demonstration network");
  const { accounts, made } = await keepPersonas(dataDir, running.portal.demonstrationPersonas());
  await running.portal.loadDemonstration(accounts, made);
  if (!asked.port && running.port !== defaultPort) {
    say(`Port ${defaultPort} is in use by another program: the demonstration takes ${running.port}.`);
  }
  present(running.publicUrl, accounts, dataDir);
} catch (error) {
  explainFailedStart(error);
}

async function forget(dataDir: string): Promise<void> {
  say("… forgetting the earlier demonstration");
  await removeCluster(dataDir);
  for (const name of ["personas.json", "mail", "portal.log"]) {
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function present(publicUrl: string, accounts: PersonaAccount[], dataDir: string): void {
  const width = Math.max(...accounts.map(({ email }) => email.length));
  say(`\nThe demonstration answers at ${publicUrl}\n\nSign in there as one of:`);
  for (const { email, password, role, organisation } of accounts) {
    say(`  ${email.padEnd(width)}  ${password}  ${role}${organisation ? `, ${organisation}` : ""}`);
  }
  say(
    `\n(also in ${join(dataDir, "personas.json")}; its mail is at ${publicUrl}/courrier)\nCtrl-C stops it.`,
  );
}
