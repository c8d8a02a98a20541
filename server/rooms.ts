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

/** What rooms stand on, for as long as the process runs. */
export interface ServiceOptions {
  config: Config;
  logger: Logger;
  demonstration?: boolean;
  development?: boolean;
  publicUrl: string;
  /** The connection of the portal's own role. */
  portalUrl: string;
}

/** The rooms, connected to the world: everything that stands on their code, the sockets' gateway aside. */
export interface Rooms {
  portal: Portal;
  /** Jobs run and events are delivered from now on. */
  start(): Promise<void>;
  /** Takes no more work, and waits for what is being done. */
  endWork(): Promise<void>;
  /** Lets go of the database. */
  close(): Promise<void>;
}

/** Connects the rooms of a build to the world. One set of them is open at a time, but for the moment of a change. */
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

/** What the rooms know of the world. */
function portsFrom(ground: ServiceOptions, jobs: Jobs): Services {
  const { config, logger, publicUrl, demonstration = false, development = false } = ground;
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
