import { setTimeout as delay } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./generated/client";
import { runInTransactionScope, transactionInsteadOfPool } from "./transaction-scope.server";

/** The handle that verbs use: the client itself or, inside `inTransaction`, the transaction. */
export type Database = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$use" | "$extends">;

/**
 * A frozen server or a cut network does not refuse connections, it only never answers: after this time the
 * database counts as away. Statements of a page take milliseconds; those of an import or an erasure take
 * longer.
 */
const statementTimeoutMs = { page: 8_000, any: 60_000 };

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

const dayType = 1082;
const types = {
  /** Parses a `date` as midnight UTC, as Prisma does, independently of the process's time zone. */
  getTypeParser: ((oid: number, format: "text") =>
    oid === dayType
      ? (day: string) => new Date(`${day}T00:00:00Z`)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

interface Waiting {
  statement: pg.QueryConfig & { types: typeof types };
  answer: (rows: object[]) => void;
  fail: (error: unknown) => void;
}

let waiting: Waiting[] = [];
const names = new Map<string, string>();

/**
 * Runs one statement over the pool without Prisma, whose translation costs more than a small query, and a page
 * has many. Statements of one turn of the event loop are pipelined over one connection and answered in order;
 * each connection prepares a statement once. See docs/decisions/0024.
 * @param prepare false for a statement whose plan depends on its parameters, or whose SQL has many forms: it is not
 *   prepared, and no other statement is pipelined behind it.
 */
export async function queryPrepared<Row extends object>(
  query: Prisma.Sql,
  { prepare = true } = {},
): Promise<Row[]> {
  if (!pool) throw new Error("connectDatabase() was not called.");
  const tx = transactionInsteadOfPool("queryPrepared()");
  if (tx) return await tx.$queryRaw<Row[]>(query);
  const { text, values } = query;
  const query_timeout = statementTimeoutMs.page;
  if (!prepare) return (await pool.query<Row>({ text, values, types, query_timeout } as pg.QueryConfig)).rows;
  const statement = { name: nameOf(text), text, values, types, query_timeout };
  return (await new Promise<object[]>((answer, fail) => {
    if (waiting.length === 0) setImmediate(send);
    waiting.push({ statement, answer, fail });
  })) as Row[];
}

async function send(): Promise<void> {
  const together = waiting;
  waiting = [];
  let connection: pg.PoolClient;
  try {
    if (!pool) throw new Error("disconnectDatabase() was called meanwhile.");
    connection = await pool.connect();
  } catch (error) {
    for (const { fail } of together) fail(error);
    return;
  }
  let broken: Error | undefined;
  await Promise.all(
    together.map(({ statement, answer, fail }) =>
      connection
        .query<object>(statement)
        .then(({ rows }) => answer(rows))
        .catch((error: Error) => {
          if (isDatabaseAway(error)) broken = error;
          fail(error);
        }),
    ),
  );
  // A broken connection does not go back to the pool.
  connection.release(broken);
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `q${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * The limit of a list read by `queryPrepared`, as a part of its SQL. With the limit as a parameter, PostgreSQL
 * estimates a tenth of all rows, rejects the generic plan and plans the statement again on each execution.
 * @param most at least 0, never from a request: it is written into the SQL.
 */
export const literalLimit = (most: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(most)}`);

const afterCommit = new WeakMap<object, (() => void)[]>();

interface TransactionOptions {
  /** Timeout of the transaction; longer only for bulk work outside of requests. */
  timeoutMs?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/**
 * Runs `work` in one transaction. Callbacks registered with `onCommit` run only once the rows are durable. When
 * PostgreSQL ends the transaction because of a deadlock, it is rolled back and `work` runs once more. So `work`
 * has no side effects except writes through `tx`, and queries only through `tx`.
 */
export async function inTransaction<Result>(
  work: (tx: Database) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  // A nested transaction would hold a connection while it waits for a second one: it joins the outer
  // transaction.
  const outer = transactionInsteadOfPool("inTransaction()");
  if (outer) return await work(outer as Database);
  for (let left = 5; ; left--) {
    try {
      return await runOnce(work, options);
    } catch (error) {
      if (left === 0 || !isRolledBackConflict(error)) throw error;
      await delay(10 + 90 * Math.random());
    }
  }
}

async function runOnce<Result>(
  work: (tx: Database) => Promise<Result>,
  { timeoutMs = 5_000, isolationLevel }: TransactionOptions,
): Promise<Result> {
  const callbacks: (() => void)[] = [];
  const result = await db.$transaction(
    async (tx) => {
      afterCommit.set(tx, callbacks);
      return await runInTransactionScope(tx, () => work(tx as Database));
    },
    { timeout: timeoutMs, isolationLevel },
  );
  for (const callback of callbacks) callback();
  return result;
}

/** Registers a callback that runs after the transaction `tx` is committed, and never if it is rolled back. */
export function onCommit(tx: Database, callback: () => void): void {
  const callbacks = afterCommit.get(tx);
  if (!callbacks) throw new Error("onCommit() needs the transaction that inTransaction() gave.");
  callbacks.push(callback);
}

/** Whether a transaction was ended by a deadlock, as PostgreSQL, Prisma or its adapter report it. */
function isRolledBackConflict(error: unknown): boolean {
  const codes = new Set(["40P01", "P2034", "TransactionWriteConflict"]);
  return error instanceof Error && codesOf(error).some((code) => codes.has(code));
}

/** Prisma's codes and its adapter's kinds that mean "the database cannot be reached". */
const awayCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
const awayErrnos = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
/**
 * PostgreSQL's classes: connection lost, insufficient resources (also a full disk), starting or stopping,
 * system error.
 */
const awayStates = /^(08|53|57|58)[0-9A-Z]{3}$/;

/** True when an error means that the database is unavailable, not that the statement was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (codesOf(cause).some((code) => awayCodes.has(code) || awayErrnos.has(code) || awayStates.test(code)))
      return true;
    if (cause instanceof Prisma.PrismaClientInitializationError || gotNoTransaction(cause)) return true;
    if (
      /Connection terminated|not queryable|Unable to start a transaction in the given time|on an expired transaction|Query read timeout|connection timeout|timeout exceeded when trying to connect|Can't reach database|DatabaseNotReachable|ConnectionClosed/i.test(
        cause.message,
      )
    )
      return true;
  }
  return false;
}

/** A transaction that got no free connection in time, or was ended because its statements took too long. */
const gotNoTransaction = (error: Error): boolean =>
  codesOf(error).includes("P2028") &&
  /Unable to start a transaction|expired transaction/i.test(error.message);

/** Every code of an error: of pg, of Prisma, and of the error that its adapter wraps. */
function codesOf(error: Error): string[] {
  const { code, originalCode, meta } = error as {
    code?: unknown;
    originalCode?: unknown;
    meta?: { driverAdapterError?: { cause?: { kind?: unknown; code?: unknown; originalCode?: unknown } } };
  };
  const inside = meta?.driverAdapterError?.cause;
  return [code, originalCode, inside?.kind, inside?.code, inside?.originalCode].filter(
    (each) => typeof each === "string",
  );
}

/** Checks that the database answers. @throws when it does not answer in time. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
