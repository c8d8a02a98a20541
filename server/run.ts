import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";
import type { AppBuild } from "./app-build";
import type { Config } from "./config";
import { type OpenDatabase, openDatabase } from "./database/open";
import { type Listening, listen } from "./listen";
import { openRooms, type Rooms } from "./rooms";
import { type Gateway, openGateway } from "./sockets/gateway";
import { addressReader } from "./web/address";
import { site } from "./web/site";

export interface RunOptions {
  config: Config;
  /** The folder of the checkout. */
  root: string;
  logger: Logger;
  demonstration?: boolean;
  development?: boolean;
  /** With several processes: the prefix of this one's connection ids. */
  processName?: string;
  /** Opens the database, if not as the configuration says. */
  openDatabase?: () => Promise<OpenDatabase>;
  /** Maximum number of ports to try, from `config.port` on. */
  portTries?: number;
  loadApp: (listening: Listening) => Promise<AppBuild>;
  /** Loads required data into the database before the first request is answered. */
  seed?: (portal: Portal) => Promise<void>;
  /** Reports progress in a few words. */
  progress: (step: string) => void;
  /** Aborted when the process is asked to stop: a start in progress then releases everything. */
  signal: AbortSignal;
}

export interface RunningPortal {
  publicUrl: string;
  port: number;
  portal: Portal;
  auditProtected: boolean;
  /** Finishes requests in flight, then closes everything, within five seconds. */
  stop(): Promise<void>;
}

/** The parts started so far, which have to be stopped. */
interface Open {
  listening?: Listening;
  database?: OpenDatabase;
  rooms?: Rooms;
  gateway?: Gateway;
}

/**
 * Starts the whole portal: database, rooms, jobs, pages.
 * @throws CannotStartDatabase, MigrationError or CannotListen with a one-sentence reason; everything is closed
 * again by then.
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
  const migrations = join(options.root, "prisma/migrations");
  const database = await (options.openDatabase?.() ??
    openDatabase({ ...config, migrations, logger, signal }));
  open.database = database;
  signal.throwIfAborted();
  if (database.applied.length > 0) progress(`applied migrations: ${database.applied.join(", ")}`);

  const app = await options.loadApp(listening);
  const ground = { ...options, publicUrl, portalUrl: database.portalUrl };
  const rooms = openRooms(app, ground);
  open.rooms = rooms;
  await unlessAborted(options.seed?.(app.portal), signal);

  await rooms.start();
  answerPages({ listening, app, options, publicUrl, open });
  open.gateway = openGateway({
    server: listening.server,
    live: app.portal.live,
    publicUrl,
    logger,
    databaseUrl: database.portalUrl,
    processName: options.processName,
    addressOf: addressReader(config.trustProxy),
  });
  app.onReplaced?.((replaced) => moveTo(openRooms(replaced, ground), open));
  signal.throwIfAborted();
  return { publicUrl, port, portal: app.portal, auditProtected: database.auditProtected };
}

/** A stop request interrupts the loading of data, which starts again from the beginning next time. */
async function unlessAborted(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  work?.catch(() => undefined);
  await Promise.race([work, aborted]);
}

/** Development: switches the gateway and jobs to the new rooms, then closes the old ones. */
async function moveTo(rooms: Rooms, open: Open): Promise<void> {
  const before = open.rooms;
  open.rooms = rooms;
  await rooms.start();
  open.gateway?.moveTo(rooms.portal.live);
  await before?.endWork();
  await before?.close();
}

/** Requests in flight are cut after this time. */
const inFlightLimitMs = 2_500;
/** Maximum wait for work blocked on an unresponsive database, so that the database itself can be stopped in time. */
const quietLimitMs = { work: 3_000, connections: 500 };

/** First everything that accepts work, concurrently; then what the work depended on. */
async function stopAll(open: Open): Promise<void> {
  const { listening, gateway, rooms, database } = open;
  await atMost(quietLimitMs.work, [gateway?.stop(), listening?.stop(inFlightLimitMs), rooms?.endWork()]);
  await atMost(quietLimitMs.connections, [rooms?.close()]);
  await database?.close();
}

/** Waits until all have settled, at most this long. */
async function atMost(limitMs: number, endings: (Promise<void> | undefined)[]): Promise<void> {
  const patience = new AbortController();
  const limit = delay(limitMs, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(endings), limit]);
  patience.abort();
}

interface Answering {
  listening: Listening;
  app: AppBuild;
  options: RunOptions;
  publicUrl: string;
  open: Open;
}

function answerPages({ listening, app, options, publicUrl, open }: Answering): void {
  listening.answerWith(
    site({
      publicUrl,
      trustProxy: options.config.trustProxy,
      logger: options.logger,
      // Read for each request: development may have replaced the rooms.
      pingDatabase: async () => await open.rooms?.portal.pingDatabase(),
      asRequest: (address, work, agent) => (open.rooms ?? app).portal.asRequest(address, work, agent),
      answered: (context, request) => (open.rooms ?? app).portal.recordRefusedRequest(context, request),
      build: app.pages,
      mode: options.development ? "development" : "production",
      assets: app.assets,
    }),
  );
}
