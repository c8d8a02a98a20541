import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { TextThreads } from "../app/documents/text-threads.server";
import type { Portal } from "../app/portal.server";
import type { Config } from "./config";
import { type OpenDatabase, openDatabase } from "./database/open";
import { type Jobs, jobRunner } from "./jobs";
import { answer, type Listening, listen } from "./listen";
import { localMailer, smtpMailer } from "./mail";
import { type Gateway, openGateway } from "./sockets/gateway";
import { textWorkers } from "./text-workers";
import { site } from "./web/site";
import { staticFiles } from "./web/static-files";

/** The build of `app/`: where its pages come from and what it exports to us. */
export interface AppBuild {
  portal: Portal;
  pages: () => Promise<ServerBuild>;
  assets: RequestHandler;
  /** The file of the thread that looks at texts. */
  textWorker: URL;
}

export interface RunOptions {
  config: Config;
  /** The folder of the checkout. */
  root: string;
  logger: Logger;
  demonstration?: boolean;
  development?: boolean;
  /** How many ports after `config.port` may be taken instead. */
  portTries?: number;
  loadApp: () => Promise<AppBuild>;
  /** Says, in a few words, what is being done. */
  progress: (step: string) => void;
}

export interface RunningPortal {
  publicUrl: string;
  port: number;
  portal: Portal;
  auditProtected: boolean;
  /** Requests in flight end, then everything else does; within five seconds. */
  stop(): Promise<void>;
}

/** After this long, requests in flight are cut: the whole stop has five seconds. */
const inFlightLimitMs = 2_500;

/**
 * Starts the whole portal: database, rooms, jobs, pages.
 * @throws what says in one sentence why it cannot: CannotStartDatabase, MigrationError, PortTaken.
 */
export async function runPortal(options: RunOptions): Promise<RunningPortal> {
  const { config, logger, progress } = options;
  const open: Open = {};
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopAll(open);
    return stopping;
  };
  try {
    const listening = await listen(config.host, config.port, options.portTries);
    open.listening = listening;
    const publicUrl = config.publicUrl ?? `http://localhost:${listening.port}`;
    progress("starting the database");
    const database = await openDatabase({
      ...config,
      migrations: join(options.root, "prisma/migrations"),
      logger,
    });
    open.database = database;
    if (database.applied.length > 0) progress(`applied ${database.applied.length} migrations`);
    const app = await options.loadApp();
    const jobs = jobRunner(database.portalUrl, logger);
    open.threads = textWorkers(app.textWorker, logger);
    openRooms(app.portal, options, publicUrl, database.portalUrl, jobs, open.threads);
    open.portal = app.portal;
    await jobs.start(app.portal.jobs);
    open.jobs = jobs;
    open.stopDelivery = app.portal.startDelivery();
    answerPages(listening, app, options, publicUrl);
    open.gateway = openGateway({
      ...{ server: listening.server, live: app.portal.live, publicUrl, logger },
      databaseUrl: database.portalUrl,
    });
    return {
      publicUrl,
      port: listening.port,
      portal: app.portal,
      auditProtected: database.auditProtected,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
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

/** First what takes in work, all at once; then what the work needed. */
async function stopAll({
  listening,
  gateway,
  jobs,
  stopDelivery,
  threads,
  portal,
  database,
}: Open): Promise<void> {
  await Promise.allSettled([
    gateway?.stop(),
    listening?.stop(inFlightLimitMs),
    jobs?.stop(),
    stopDelivery?.(),
  ]);
  await Promise.allSettled([portal?.close(), threads?.stop()]);
  await database?.close();
}

function openRooms(
  portal: Portal,
  options: RunOptions,
  publicUrl: string,
  databaseUrl: string,
  jobs: Jobs,
  threads: TextThreads,
): void {
  const { config, logger, demonstration = false, development = false } = options;
  portal.open(
    {
      settings: { publicUrl, demonstration, development },
      log: logger,
      clock: { now: () => new Date() },
      mailer:
        config.smtpUrl && config.mailFrom
          ? smtpMailer(config.smtpUrl, config.mailFrom)
          : localMailer(join(config.dataDir, "mail")),
      queueJob: (queue, data) => jobs.queue(queue, data),
    },
    databaseUrl,
    threads,
  );
}

function answerPages(listening: Listening, app: AppBuild, options: RunOptions, publicUrl: string): void {
  answer(
    listening,
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

/** The production build below `build/`, made by `npm run build`. */
export async function loadBuiltApp(root: string): Promise<AppBuild> {
  const build: ServerBuild & { entry: { module: { portal: Portal } } } = await import(
    pathToFileURL(join(root, "build/server/index.js")).href
  );
  return {
    portal: build.entry.module.portal,
    pages: async () => build,
    assets: staticFiles(join(root, "build/client")),
    textWorker: pathToFileURL(join(root, "build/process/text.worker.js")),
  };
}
