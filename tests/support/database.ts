import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { connectDatabase, disconnectDatabase } from "../../app/db/database.server";
import { forbidPoolInTransactions } from "../../app/db/transaction-scope.server";
import { inDatabase, templates } from "./global-setup";
import { type TestPorts, testPorts } from "./ports";

export interface TestDatabase {
  portalUrl: string;
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A database of its own, copied from a template of the run. */
export async function copyDatabase(template: keyof typeof templates): Promise<TestDatabase> {
  const { adminUrl, portalUrl, ownerUrl } = inject("cluster");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(
    adminUrl,
    `CREATE DATABASE ${name} OWNER remiddh_owner TEMPLATE ${templates[template]} STRATEGY FILE_COPY`,
  );
  return {
    portalUrl: inDatabase(portalUrl, name),
    ownerUrl: inDatabase(ownerUrl, name),
    drop: () => asAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Gives a test file its own database and ports, in the rooms' hands; taken back at its end. */
export function useDatabase(template: keyof typeof templates = "empty"): {
  ports: TestPorts;
  urls: () => TestDatabase;
} {
  const ports = testPorts();
  let database: TestDatabase;
  forbidPoolInTransactions();
  beforeAll(async () => {
    database = await copyDatabase(template);
    connectDatabase(database.portalUrl, 4);
  });
  afterAll(async () => {
    await disconnectDatabase();
    await database.drop();
  });
  return { ports, urls: () => database };
}
