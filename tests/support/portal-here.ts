import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { ServiceSettings } from "../../app/services/services.server";
import { loadBuiltApp } from "../../server/app-build";
import { createDocumentWorkers } from "../../server/document-workers";
import { openFileServices } from "../../server/file-services";
import { jobRunner } from "../../server/jobs";
import { listen } from "../../server/listen";
import { localMailer } from "../../server/mail";
import { openGateway } from "../../server/sockets/gateway";
import { tableWorkers } from "../../server/table-workers";
import { addressReader } from "../../server/web/address";
import { site } from "../../server/web/site";
import type { TestDatabase } from "./database";

export interface PortalHere {
  /** Without a slash at its end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * The built portal in this very process, with settings that no command gives: a test sees pages that are there only
 * while developing, and languages that are no languages. One per process: rooms are connected once.
 */
export async function startPortalHere(
  database: TestDatabase,
  settings: Partial<ServiceSettings> = {},
): Promise<PortalHere> {
  process.env.NODE_ENV = "production"; // React reads it when the build is loaded, as in a process of its own
  const folder = await mkdtemp(join(tmpdir(), "portal-here-"));
  const logger = pino({ level: "silent" });
  const listening = await listen("localhost", 0);
  const publicUrl = `http://localhost:${listening.port}`;
  const app = await loadBuiltApp(process.cwd());
  const { portal } = app;
  const jobs = jobRunner(database.portalUrl, logger);
  const threads = createDocumentWorkers(app.textWorker, logger);
  const tables = tableWorkers(app.tableWorker, logger);
  const files = openFileServices(app.fileProcess, { dataDir: folder }, logger);
  portal.open(
    {
      settings: { publicUrl, demonstration: false, development: false, ...settings },
      log: logger,
      clock: { now: () => new Date() },
      mailer: localMailer(folder),
      queueJob: (queue, data, tx) => jobs.queue(queue, data, tx),
    },
    database.portalUrl,
    threads,
    tables,
    files,
  );
  await jobs.start(portal.jobs);
  const { pingDatabase, asRequest, recordRefusedRequest: answered } = portal;
  listening.answerWith(
    site({
      publicUrl,
      trustProxy: false,
      logger,
      pingDatabase,
      asRequest,
      answered,
      mode: "production" as const,
      build: app.pages,
      assets: app.assets,
    }),
  );
  const gateway = openGateway({
    server: listening.server,
    live: portal.live,
    publicUrl,
    logger,
    databaseUrl: database.portalUrl,
    addressOf: addressReader(false),
  });
  return {
    url: publicUrl,
    async stop() {
      await Promise.all([gateway.stop(), listening.stop(500), jobs.stop()]);
      await Promise.all([portal.close(), threads.stop(), tables.stop(), files.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
