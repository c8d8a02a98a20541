import { join } from "node:path";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";
import type { Services } from "../app/services/services.server";
import type { AppBuild } from "./app-build";
import type { Config } from "./config";
import { createDocumentWorkers } from "./document-workers";
import { type Jobs, jobRunner } from "./jobs";
import { localMailer, smtpMailer } from "./mail";
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
export function openRooms(
  app: Pick<AppBuild, "portal" | "textWorker" | "tableWorker">,
  ground: ServiceOptions,
): Rooms {
  const { portal } = app;
  const jobs = jobRunner(ground.portalUrl, ground.logger);
  const threads = createDocumentWorkers(app.textWorker, ground.logger);
  const tables = tableWorkers(app.tableWorker, ground.logger);
  let stopDelivery: (() => Promise<void>) | undefined;
  const ports = portsFrom(ground, jobs);
  portal.open(ports, ground.portalUrl, threads, tables);
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
      await Promise.allSettled([portal.close(), threads.stop(), tables.stop()]);
    },
  };
}

/** The services that the rooms receive. */
function portsFrom(ground: ServiceOptions, jobs: Jobs): Services {
  const { config, logger, publicUrl, demonstration = false, development = false } = ground;
  return {
    settings: { publicUrl, demonstration, development, pushHosts: config.pushHosts },
    log: logger,
    clock: { now: () => new Date() },
    mailer:
      config.smtpUrl && config.mailFrom
        ? smtpMailer(config.smtpUrl, config.mailFrom)
        : localMailer(join(config.dataDir, "mail")),
    queueJob: (queue, data) => jobs.queue(queue, data),
  };
}
