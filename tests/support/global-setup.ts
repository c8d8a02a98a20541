import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { newTotpSecret } from "../../app/accounts/totp.server";
import { connectDatabase, disconnectDatabase } from "../../app/db/database.server";
import { demonstrationPersonas, loadDemonstration, type PersonaAccount } from "../../prisma/demo/load.server";
import { grantToPortal } from "../../server/database/grants";
import { migrate } from "../../server/database/migrate";
import { openCluster, removeCluster } from "../../server/postgres";
import { testPorts } from "./ports";

declare module "vitest" {
  interface ProvidedContext {
    /** Connections of the run's one cluster; replace the database in them. */
    cluster: { adminUrl: string; ownerUrl: string; portalUrl: string };
    personas: PersonaAccount[];
    /** Where test files leave what others of the same run need not find again. */
    runFolder: string;
  }
}

/** Databases that tests copy: with every migration, and with the demonstration network besides. */
export const templates = { empty: "template_empty", demonstration: "template_demonstration" } as const;

/** One embedded PostgreSQL for the whole run, in a folder that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "portal-tests-"));
  const runFolder = await mkdtemp(join(tmpdir(), "portal-run-"));
  const cluster = await openCluster({ dataDir, log: pino({ level: "silent" }), durable: false });
  const { adminUrl, ownerUrl, portalUrl } = cluster;
  await makeTemplate(cluster.adminUrl, templates.empty, async (at) => {
    await migrate(at(ownerUrl), "prisma/migrations");
    await grantToPortal(at(ownerUrl), at(portalUrl));
  });
  const personas = demonstrationPersonas().map(({ secondFactor, ...persona }): PersonaAccount => {
    const totpSecret = secondFactor ? newTotpSecret() : undefined;
    return { ...persona, password: `mot de passe ${persona.key}`, totpSecret };
  });
  await makeTemplate(
    adminUrl,
    templates.demonstration,
    (at) => loadInto(at(portalUrl), personas),
    templates.empty,
  );
  project.provide("cluster", { adminUrl, ownerUrl, portalUrl });
  project.provide("personas", personas);
  project.provide("runFolder", runFolder);
  return async () => {
    await cluster.stop();
    await removeCluster(dataDir);
    for (const folder of [dataDir, runFolder]) await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(
  adminUrl: string,
  name: string,
  fill: (at: (url: string) => string) => Promise<void>,
  from = "template0",
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} OWNER remiddh_owner TEMPLATE ${from}`);
  await client.end();
  await fill((url) => inDatabase(url, name));
}

/** The same connection to another database of the cluster. */
export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function loadInto(portalUrl: string, personas: PersonaAccount[]): Promise<void> {
  testPorts();
  connectDatabase(portalUrl);
  await loadDemonstration(personas, true);
  await disconnectDatabase();
}
