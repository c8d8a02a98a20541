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
  /** Where several processes stand side by side: what tells this one's live connections from the others'. */
  processName?: string;
  /** How to come by the database, if not by the configuration. */
  openDatabase?: () => Promise<OpenDatabase>;
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
  rooms?: Rooms;
  gateway?: Gateway;
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
  await unlessAborted(options.furnish?.(app.portal), signal);

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

/** What fills a database is not waited for once the process is asked to end: it is cut, and begins anew next time. */
async function unlessAborted(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  work?.catch(() => undefined);
  await Promise.race([work, aborted]);
}

/** Development replaced the rooms' code: what stood on the old rooms moves to the new ones, then the old ones close. */
async function moveTo(rooms: Rooms, open: Open): Promise<void> {
  const before = open.rooms;
  open.rooms = rooms;
  await rooms.start();
  open.gateway?.moveTo(rooms.portal.live);
  await before?.endWork();
  await before?.close();
}

/** After this long, requests in flight are cut. */
const inFlightLimitMs = 2_500;
/** What waits for a database that does not answer is left behind, so that the database itself can be stopped in time. */
const quietLimitMs = { work: 3_000, connections: 500 };

/** First what takes in work, all at once; then what the work needed. */
async function stopAll(open: Open): Promise<void> {
  const { listening, gateway, rooms, database } = open;
  await atMost(quietLimitMs.work, [gateway?.stop(), listening?.stop(inFlightLimitMs), rooms?.endWork()]);
  await atMost(quietLimitMs.connections, [rooms?.close()]);
  await database?.close();
}

/** Waits until all of them have ended, well or not, but no longer than this. */
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
      // Asked each time: while developing, the rooms may have been replaced.
      pingDatabase: async () => await open.rooms?.portal.pingDatabase(),
      asRequest: (address, work, agent) => (open.rooms ?? app).portal.asRequest(address, work, agent),
      answered: (context, request) => (open.rooms ?? app).portal.recordRefusedRequest(context, request),
      build: app.pages,
      mode: options.development ? "development" : "production",
      assets: app.assets,
    }),
  );
}
