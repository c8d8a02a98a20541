import { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./generated/client";
import { runInTransactionScope, transactionInsteadOfPool } from "./transaction-scope.server";

/** What verbs work with: the client itself or, inside `inTransaction`, the transaction. */
export type Database = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$use" | "$extends">;

/**
 * A server that is frozen, or behind a line that is cut, does not even refuse: after this long it counts as away. What a page
 * asks takes milliseconds; a statement of an import or an erasure may take a while.
 */
const statementTimeoutMs = { page: 8_000, any: 60_000 };

let client: PrismaClient | undefined;
let pool: pg.Pool | undefined;

/**
 * The portal's one database client; connected at start by `connectDatabase`. Inside a transaction it is not to be used:
 * see `transactionInsteadOfPool`.
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
 * @param connections the most connections this process may hold.
 */
export function connectDatabase(url: string, connections = 10): void {
  pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: statementTimeoutMs.any,
    // Also on the server: a statement that nobody waits for any more would go on there. Migrations, the job runner's own
    // statements and a backup have connections of their own, without it.
    statement_timeout: statementTimeoutMs.any,
    pipeline: true,
    stream: () => new InOnePiece(),
  });
  ignoreConnectionErrors(pool);
  const adapter = new PrismaPg(pool, { onPoolError: () => undefined, onConnectionError: () => undefined });
  client = new PrismaClient({ adapter, errorFormat: "minimal" });
}

/**
 * A connection that is cut fails the statements it carries, and the pool replaces it; it may not end the process, which an
 * error does that nobody hears. A pool hears its idle connections only: one that it hands on is heard by nobody until
 * whoever waited for it runs, and PostgreSQL's farewell may have come in the same piece as the last answer.
 */
export function ignoreConnectionErrors(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

/** Closes every connection; the last thing a process does with its database. */
export async function disconnectDatabase(): Promise<void> {
  await client?.$disconnect();
  const closing = pool;
  pool = undefined;
  await closing?.end();
}

const dayType = 1082;
const types = {
  /** A day is midnight in UTC, as Prisma reads it, wherever this process is. */
  getTypeParser: ((oid: number, format: "text") =>
    oid === dayType
      ? (day: string) => new Date(`${day}T00:00:00Z`)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Sends what is written to it in one go with one call of the system: of many small statements each would be one. */
class InOnePiece extends Socket {
  #held = false;

  override write(piece: Uint8Array | string, written?: (error?: Error | null) => void): boolean;
  override write(
    piece: Uint8Array | string,
    encoding?: BufferEncoding,
    written?: (error?: Error | null) => void,
  ): boolean;
  override write(...given: unknown[]): boolean {
    if (!this.#held) {
      this.#held = true;
      this.cork();
      process.nextTick(() => {
        this.#held = false;
        this.uncork();
      });
    }
    return super.write(...(given as Parameters<Socket["write"]>));
  }
}

interface Asked {
  statement: pg.QueryConfig & { types: typeof types };
  answer: (rows: object[]) => void;
  fail: (error: unknown) => void;
}

let asked: Asked[] = [];
const names = new Map<string, string>();

/**
 * Runs one statement without Prisma in between, over the same connections: its translation costs more than the answer
 * to a small question, and a page has many. What is asked in one turn of the process goes over one connection, in one
 * piece, and is answered in its order; each connection prepares a statement once. See docs/decisions/0024.
 * @param anew for a statement whose plan depends on what is asked, or whose text has many forms: it is not kept, and
 *   nothing waits behind it.
 */
export async function queryPrepared<Row extends object>(
  query: Prisma.Sql,
  { anew = false } = {},
): Promise<Row[]> {
  if (!pool) throw new Error("connectDatabase() was not called.");
  const tx = transactionInsteadOfPool("ask()");
  if (tx) return await tx.$queryRaw<Row[]>(query);
  const { text, values } = query;
  const query_timeout = statementTimeoutMs.page;
  if (anew) return (await pool.query<Row>({ text, values, types, query_timeout } as pg.QueryConfig)).rows;
  const statement = { name: nameOf(text), text, values, types, query_timeout };
  return (await new Promise<object[]>((answer, fail) => {
    if (asked.length === 0) setImmediate(send);
    asked.push({ statement, answer, fail });
  })) as Row[];
}

async function send(): Promise<void> {
  const together = asked;
  asked = [];
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
  // A connection that broke is not handed on to the next.
  connection.release(broken);
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `ask-${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * The limit of a list that is asked for by `ask`, as a part of its statement: with a number that is only given
 * along, PostgreSQL counts on a tenth of all rows, finds that the plan which knows it is better, and makes that plan anew
 * each time.
 * @param most at least 0, of our own making: it is written into the statement.
 */
export const literalLimit = (most: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(most)}`);

const afterCommit = new WeakMap<object, (() => void)[]>();

interface TransactionOptions {
  /** After so long it is given up; longer only for bulk work that nobody waits for. */
  timeoutMs?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/**
 * Runs `work` in one transaction: all of it or nothing. What it registers with `onCommit` runs only once the
 * rows are durable. Of transactions that wait for each other PostgreSQL ends one, of which nothing is left then: its
 * work is done once more. So `work` keeps nothing outside but what it writes through `tx`, and asks the database
 * nothing but through `tx`.
 */
export async function inTransaction<Result>(
  work: (tx: Database) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  // One inside another would hold a connection while it waits for a second one: it becomes a part of the outer one.
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

/** Registers what should happen after the transaction `tx` is committed; never called if it is not. */
export function onCommit(tx: Database, callback: () => void): void {
  const callbacks = afterCommit.get(tx);
  if (!callbacks) throw new Error("onCommit() needs the transaction that inTransaction() gave.");
  callbacks.push(callback);
}

/** Whether a transaction was ended for others' sake: a deadlock, as PostgreSQL, Prisma or its adapter say it. */
function isRolledBackConflict(error: unknown): boolean {
  const codes = new Set(["40P01", "P2034", "TransactionWriteConflict"]);
  return error instanceof Error && codesOf(error).some((code) => codes.has(code));
}

/** Prisma's codes, and its adapter's kinds, that say "the database cannot be reached". */
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
/** PostgreSQL's classes: connection lost, resources short (a full disk too), starting or stopping, system error. */
const awayStates = /^(08|53|57|58)[0-9A-Z]{3}$/;

/** True when an error means that the database is away, not that the question was wrong. */
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

/** A transaction that found no free connection in time, or was given up because its statements took too long. */
const gotNoTransaction = (error: Error): boolean =>
  codesOf(error).includes("P2028") &&
  /Unable to start a transaction|expired transaction/i.test(error.message);

/** Everything that says what kind of error it is: of pg, of Prisma, and of what its adapter wraps inside. */
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

/** Asks the database for nothing, to know that it answers. @throws when it does not within its time. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
