import { join } from "node:path";
import { type OpenDatabase, openDatabase } from "../database/open";
import { type Listening, listen } from "../listen";
import type { PersonaAccount } from "../personas";
import type { RunOptions } from "../run";
import { ProcessPool } from "./process-pool";
import { AppProxy } from "./proxy";

type SeveralOptions = Pick<RunOptions, "config" | "root" | "logger" | "portTries" | "progress" | "signal"> & {
  processes: number;
};

export interface RunningProcesses {
  publicUrl: string;
  port: number;
  accounts: PersonaAccount[];
  stop(): Promise<void>;
}

/** Maximum time for the processes to finish requests in flight; the remaining ones are cut. */
const inFlightLimitMs = 3_700;

/**
 * The demonstration as several app processes on one embedded PostgreSQL, behind our proxy. The database is opened and
 * migrated once, here; each process has its own connections to it, as on separate machines.
 * @throws a one-sentence reason; everything is closed again by then
 */
export async function runProcesses(options: SeveralOptions): Promise<RunningProcesses> {
  const open: Open = {};
  try {
    const running = await startAll(options, open);
    return { ...running, stop: () => stopAll(open) };
  } catch (error) {
    await stopAll(open);
    throw error;
  }
}

interface Open {
  listening?: Listening;
  database?: OpenDatabase;
  pool?: ProcessPool;
  proxy?: AppProxy;
}

async function startAll(options: SeveralOptions, open: Open): Promise<Omit<RunningProcesses, "stop">> {
  const { config, root, logger, progress, signal, processes } = options;
  const listening = await listen(config.host, config.port, options.portTries);
  open.listening = listening;
  const publicUrl = `http://localhost:${listening.port}`;
  progress("starting the database");
  const database = await openDatabase({
    ...config,
    migrations: join(root, "prisma/migrations"),
    logger,
    signal,
  });
  open.database = database;
  signal.throwIfAborted();
  if (database.applied.length > 0) progress(`applied migrations: ${database.applied.join(", ")}`);

  const own = {
    port: 0,
    host: "127.0.0.1",
    publicUrl,
    trustProxy: "loopback",
    databaseUrl: database.portalUrl,
  };
  const pool = new ProcessPool({
    size: processes,
    logger,
    progress,
    file: join(root, "build/process/app-process.js"),
    orders: (name, seeds) => ({
      root,
      name,
      seeds,
      config: { ...config, ...own },
      logFile: join(config.dataDir, `portal-${name}.log`),
    }),
  });
  open.pool = pool;
  const accounts = await pool.start();
  signal.throwIfAborted();
  const proxy = new AppProxy(() => pool.backends);
  open.proxy = proxy;
  proxy.attach(listening);
  return { publicUrl, port: listening.port, accounts };
}

/** The processes first, whose last responses still pass through the proxy; then the database. */
async function stopAll({ listening, pool, proxy, database }: Open): Promise<void> {
  const closed = listening?.stop(inFlightLimitMs);
  await pool?.stop();
  proxy?.stop();
  await closed;
  await database?.close();
}
