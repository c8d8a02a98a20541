import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { transactionInsteadOfPool } from "./transaction-scope.server";

/** The handle that verbs use: the client itself or, inside `inTransaction`, the transaction. */
export type Database = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$use" | "$extends">;

/**
 * A frozen server or a cut network does not refuse connections, it only never answers: after this time the
 * database counts as away. Statements of a page take milliseconds; those of an import or an erasure take
 * longer.
 */
export const statementTimeoutMs = { page: 8_000, any: 60_000 };

let client: PrismaClient | undefined;
let pool: pg.Pool | undefined;

/**
 * The portal's one database client, connected at start by `connectDatabase`. Not to be used inside a
 * transaction: see `transactionInsteadOfPool`.
 */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name: keyof PrismaClient) {
    if (!client) throw new Error("connectDatabase() was not called.");
    const handle = (transactionInsteadOfPool(`db.${String(name)}`) ?? client) as PrismaClient;
    const property: unknown = handle[name];
    return typeof property === "function" ? property.bind(handle) : property;
  },
});

/**
 * Connects the rooms to their database. Called once by the process at start, and by tests for each database.
 * @param url a PostgreSQL URL of the portal's own role, not the owner's.
 * @param connections maximum number of connections of this process.
 */
export function connectDatabase(url: string, connections = 10): void {
  pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: statementTimeoutMs.any,
    // Also enforced by the server: a statement whose client has given up would otherwise keep running there.
    // Migrations, the job runner's own statements and backups use connections without this limit.
    statement_timeout: statementTimeoutMs.any,
    pipeline: true,
  });
  ignoreConnectionErrors(pool);
  const adapter = new PrismaPg(pool, { onPoolError: () => undefined, onConnectionError: () => undefined });
  client = new PrismaClient({ adapter, errorFormat: "minimal" });
}

/**
 * A cut connection fails the statements it carries, and the pool replaces it. Without an error handler, its
 * `error` event would end the process. The pool handles errors of idle connections only: a connection in
 * hand-over has no handler until its waiter runs, and PostgreSQL's termination message can arrive in the same
 * chunk as the last answer.
 */
export function ignoreConnectionErrors(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

/** Closes every connection; called last when a process stops. */
export async function disconnectDatabase(): Promise<void> {
  await client?.$disconnect();
  const closing = pool;
  pool = undefined;
  await closing?.end();
}

/** The pool below the client, for statements without Prisma. @throws when it is not connected. */
export function connectionPool(): pg.Pool {
  if (!pool) throw new Error("The database is not connected.");
  return pool;
}

/** Checks that the database answers. @throws when it does not answer in time. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
