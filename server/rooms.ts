import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";
import type { Services } from "../app/services/services.server";
import type { RoomsBuild } from "./app-build";
import { type Config, ConfigError } from "./config";
import { createDocumentWorkers } from "./document-workers";
import { openFileServices } from "./file-services";
import { imapInbox } from "./inbox";
import { type Jobs, jobRunner } from "./jobs";
import { type DkimKey, localMailer, smtpMailer } from "./mail";
import { tableWorkers } from "./table-workers";

/** The services given to the rooms for the lifetime of the process. */
export interface ServiceOptions {
  config: Config;
  logger: Logger;
  demonstration?: boolean;
  development?: boolean;
  publicUrl: string;
  /** The connection of the portal's own role. */
  portalUrl: string;
}

/** The rooms with everything that runs their code, except the socket gateway. */
export interface Rooms {
  portal: Portal;
  /** Starts the jobs and the delivery of outbox events. */
  start(): Promise<void>;
  /** Accepts no more jobs and events, and waits for the running ones. */
  endWork(): Promise<void>;
  /** Closes the database connections. */
  close(): Promise<void>;
}

/** Opens the rooms of a build. One set is open at a time, except while development switches to new code. */
export function openRooms(app: RoomsBuild, ground: ServiceOptions): Rooms {
  const { portal } = app;
  const jobs = jobRunner(ground.portalUrl, ground.logger);
  const threads = createDocumentWorkers(app.textWorker, ground.logger);
  const tables = tableWorkers(app.tableWorker, ground.logger);
  const files = openFileServices(app.fileProcess, ground.config, ground.logger);
  let stopDelivery: (() => Promise<void>) | undefined;
  const { replies } = ground.config;
  const inbox = replies && imapInbox(replies.imapUrl, app.mailWorker, ground.logger);
  const ports = { ...portsFrom(ground, jobs), inbox };
  portal.open(ports, ground.portalUrl, threads, tables, files);
  return {
    portal,
    async start() {
      await jobs.start(portal.jobs);
      stopDelivery = portal.startDelivery();
    },
    async endWork() {
      await Promise.allSettled([jobs.stop(), stopDelivery?.()]);
    },
    async close() {
      ports.mailer.close?.();
      await Promise.allSettled([portal.close(), threads.stop(), tables.stop(), files.stop(), inbox?.stop()]);
    },
  };
}

/** The services that the rooms receive. */
function portsFrom(ground: ServiceOptions, jobs: Jobs): Services {
  const { config, logger, publicUrl, demonstration = false, development = false } = ground;
  return {
    settings: { publicUrl, demonstration, development, replyAddress: config.replies?.address },
    log: logger,
    clock: { now: () => new Date() },
    mailer:
      config.smtpUrl && config.mailFrom
        ? smtpMailer(config.smtpUrl, config.mailFrom, readDkimKey(config.dkim))
        : localMailer(join(config.dataDir, "mail")),
    queueJob: (queue, data, tx) => jobs.queue(queue, data, tx),
  };
}

/** @throws ConfigError when the file cannot be read. */
function readDkimKey(dkim: Config["dkim"]): DkimKey | undefined {
  if (!dkim) return undefined;
  const { domain, selector, keyFile } = dkim;
  try {
    return { domain, selector, privateKey: readFileSync(keyFile, "utf8") };
  } catch (error) {
    throw new ConfigError(`DKIM_KEY_FILE cannot be read: ${(error as Error).message}`);
  }
}
