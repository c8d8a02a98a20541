import { loadBuiltApp } from "../app-build";
import type { Config } from "../config";
import type { ProcessLife, Started } from "../life";
import { logFile, makeLogger } from "../log";
import { type PersonaAccount, seedDemonstration } from "../personas";
import { runPortal } from "../run";

/** Parameters of an app process, sent before it starts. */
export interface Orders {
  root: string;
  /** Prefix of the ids of its live connections. */
  name: string;
  config: Config & { databaseUrl: string };
  logFile: string;
  /** The first process loads the demonstration data. */
  seeds: boolean;
}

/** Its messages: progress, and that it is ready. */
export type Report = { step: string } | { port: number; accounts: PersonaAccount[] };

/**
 * One of several app processes on one database, which its parent opens, migrates and closes. It ends with its parent.
 */
export async function runAppProcess(life: ProcessLife): Promise<Started> {
  const { root, name, config, ...orders } = await new Promise<Orders>((resolve) =>
    process.once("message", resolve),
  );
  const logger = makeLogger(config.logLevel, logFile(orders.logFile));
  life.logger = logger;
  let accounts: PersonaAccount[] = [];
  const running = await runPortal({
    config,
    root,
    logger,
    processName: name,
    demonstration: true,
    openDatabase: async () => ({
      portalUrl: config.databaseUrl,
      applied: [],
      auditProtected: true,
      close: async () => undefined,
    }),
    loadApp: () => loadBuiltApp(root),
    async seed(portal) {
      if (!orders.seeds) return;
      accounts = await seedDemonstration(portal, config.dataDir, (step) => report({ step }));
    },
    progress: () => undefined,
    signal: life.signal,
  });
  report({ port: running.port, accounts });
  return running;
}

function report(said: Report): void {
  process.send?.(said);
}
