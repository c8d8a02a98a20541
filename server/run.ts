import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";
import type { Ports } from "../app/ports/ports.server";
import type { AppBuild } from "./app-build";
import type { Config } from "./config";
import { type OpenDatabase, openDatabase } from "./database/open";
import { type Jobs, jobRunner } from "./jobs";
import { type Listening, listen } from "./listen";
import { localMailer, smtpMailer } from "./mail";
import { type Gateway, openGateway } from "./sockets/gateway";
import { textWorkers } from "./text-workers";
import { site } from "./web/site";

export interface RunOptions {
  config: Config;
  /** The folder of the checkout. */
  root: string;
  logger: Logger;
  demonstration?: boolean;
  development?: boolean;
  /** How many ports, from `config.port` on, may be tried. */
  portTries?: number;
  loadApp: (listening: Listening) => Promise<AppBuild>;
  /** Puts into the database what has to be there before anybody is answered. */
  furnish?: (portal: Portal) => Promise<void>;
  /** Says, in a few words, what is being done. */
  progress: (step: string) => void;
  /** Aborted when the process is asked to end: a start in the middle then lets go of everything. */
  signal: AbortSignal;
}

export interface RunningPortal {
  publicUrl: string;
  port: number;
  portal: Portal;
  auditProtected: boolean;
  /** Requests in flight end, then everything else does; within five seconds. */
  stop(): Promise<void>;
}

/** What has been started so far, and so has to be stopped. */
interface Open {
  listening?: Listening;
  database?: OpenDatabase;
  portal?: Portal;
  jobs?: Jobs;
  stopDelivery?: () => Promise<void>;
  gateway?: Gateway;
  threads?: ReturnType<typeof textWorkers>;
}

/**
 * Starts the whole portal: database, rooms, jobs, pages.
 * @throws what says in one sentence why it cannot: CannotStartDatabase, MigrationError, CannotListen; everything is
 *   closed again by then.
 */
export async function runPortal(options: RunOptions): Promise<RunningPortal> {
  const open: Open = {};
  try {
    const running = await startAll(options, open);
    return { ...running, stop: () => stopAll(open) };
  } catch (error) {
    await stopAll(open);
    throw error;
  }
}

async function startAll(options: RunOptions, open: Open): Promise<Omit<RunningPortal, "stop">> {
  const { config, logger, progress, signal } = options;
  const listening = await listen(config.host, config.port, options.portTries);
  open.listening = listening;
  const { port } = listening;
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;

  progress("starting the database");
  const database = await openDatabase({
    ...config,
    migrations: join(options.root, "prisma/migrations"),
    logger,
  });
  open.database = database;
  signal.throwIfAborted();
  if (database.applied.length > 0) progress(`applied migrations: ${database.applied.join(", ")}`);

  const app = await options.loadApp(listening);
  const { portal } = app;
  const jobs = jobRunner(database.portalUrl, logger);
  const threads = textWorkers(app.textWorker, logger);
  Object.assign(open, { jobs, threads, portal });
  portal.open(portsFrom(options, publicUrl, jobs), database.portalUrl, threads);
  await options.furnish?.(portal);
  signal.throwIfAborted();

  await jobs.start(portal.jobs);
  open.stopDelivery = portal.startDelivery();
  answerPages(listening, app, options, publicUrl);
  open.gateway = openGateway({
    ...{ server: listening.server, live: portal.live, publicUrl, logger },
    databaseUrl: database.portalUrl,
  });
  signal.throwIfAborted();
  return { publicUrl, port, portal, auditProtected: database.auditProtected };
}

/** After this long, requests in flight are cut. */
const inFlightLimitMs = 2_500;
/** What waits for a database that does not answer is left behind, so that the database itself can be stopped in time. */
const quietLimitMs = { work: 3_000, connections: 500 };

/** First what takes in work, all at once; then what the work needed. */
async function stopAll(open: Open): Promise<void> {
  const { listening, gateway, jobs, stopDelivery, portal, threads, database } = open;
  await atMost(quietLimitMs.work, [
    gateway?.stop(),
    listening?.stop(inFlightLimitMs),
    jobs?.stop(),
    stopDelivery?.(),
  ]);
  await atMost(quietLimitMs.connections, [portal?.close(), threads?.stop()]);
  await database?.close();
}

/** Waits until all of them have ended, well or not, but no longer than this. */
async function atMost(limitMs: number, endings: (Promise<void> | undefined)[]): Promise<void> {
  const patience = new AbortController();
  const limit = delay(limitMs, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(endings), limit]);
  patience.abort();
}

/** What the rooms know of the world. */
function portsFrom(options: RunOptions, publicUrl: string, jobs: Jobs): Ports {
  const { config, logger, demonstration = false, development = false } = options;
  return {
    settings: { publicUrl, demonstration, development },
    log: logger,
    clock: { now: () => new Date() },
    mailer:
      config.smtpUrl && config.mailFrom
        ? smtpMailer(config.smtpUrl, config.mailFrom)
        : localMailer(join(config.dataDir, "mail")),
    queueJob: (queue, data) => jobs.queue(queue, data),
  };
}

function answerPages(listening: Listening, app: AppBuild, options: RunOptions, publicUrl: string): void {
  listening.answerWith(
    site({
      publicUrl,
      trustProxy: options.config.trustProxy,
      logger: options.logger,
      pingDatabase: app.portal.pingDatabase,
      build: app.pages,
      mode: options.development ? "development" : "production",
      assets: app.assets,
    }),
  );
}
