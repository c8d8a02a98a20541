import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { startSession } from "../../app/accounts/sessions.server";
import { portal } from "../../app/portal.server";
import {
  bundleDocumentWorker,
  bundleFileProcess,
  bundleTableWorker,
} from "../../server/development/document-worker";
import { createDocumentWorkers } from "../../server/document-workers";
import { openFileServices } from "../../server/file-services";
import { openGateway } from "../../server/sockets/gateway";
import { tableWorkers } from "../../server/table-workers";
import { addressReader } from "../../server/web/address";
import { copyDatabase, type TestDatabase } from "./database";
import type { templates } from "./global-setup";
import { LiveClient } from "./live-client";
import { testPorts } from "./ports";

/** The live side of a portal in this process: real rooms, a real database, real sockets; no pages. */
export interface LivePortal {
  url: string;
  database: TestDatabase;
  /** A connection as this person. */
  connect(personId: string, options?: { transports?: string[] }): Promise<LiveClient>;
  /** The cookie of a new session of this person. */
  signIn(personId: string): Promise<string>;
}

/** Gives a test file a live portal of its own. */
export function useLivePortal(template: keyof typeof templates = "demonstration"): () => LivePortal {
  let live: LivePortal;
  const clients: LiveClient[] = [];
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const database = await copyDatabase(template);
    const logger = pino({ level: "silent" });
    const threads = createDocumentWorkers(await bundleDocumentWorker(process.cwd()), logger);
    const tables = tableWorkers(await bundleTableWorker(process.cwd()), logger);
    const dataDir = await mkdtemp(join(tmpdir(), "live-portal-"));
    const files = openFileServices(await bundleFileProcess(process.cwd()), { dataDir }, logger);
    portal.open(testPorts({ realTime: true }), database.portalUrl, threads, tables, files);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const gateway = openGateway({
      server,
      live: portal.live,
      publicUrl: url,
      logger,
      databaseUrl: database.portalUrl,
      addressOf: addressReader(false),
    });
    closing.push(gateway.stop, () => portal.close(), threads.stop, tables.stop, files.stop, database.drop);
    closing.push(() => rm(dataDir, { recursive: true, force: true }));
    const signIn = async (personId: string) => (await startSession(personId)).split(";")[0] ?? "";
    live = {
      url,
      database,
      signIn,
      async connect(personId, options) {
        const client = new LiveClient(url, await signIn(personId), options);
        clients.push(client);
        return await client.connected();
      },
    };
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    for (const close of closing) await close();
  });
  return () => live;
}
