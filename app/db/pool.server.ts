import pg from "pg";
import { ignoreConnectionErrors } from "./client.server";
import { transactionInsteadOfPool } from "./transaction-scope.server";

let pool: pg.Pool | undefined;

/** A statement sees rights as of its start: it must not wait for a lock longer than a revocation takes to apply. */
const lockTimeoutMs = 2_000;

/** A batch of updates takes milliseconds; a slower statement is ended, and the browsers send their updates again. */
const statementTimeoutMs = 10_000;

/**
 * A small pool without Prisma, for the document log: it is written at every keystroke, and Prisma's translation
 * would cost more than the statement.
 */
export function connectPool(url: string): void {
  pool = new pg.Pool({
    connectionString: url,
    max: 3,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    lock_timeout: lockTimeoutMs,
    statement_timeout: statementTimeoutMs,
  });
  ignoreConnectionErrors(pool);
}

export async function disconnectPool(): Promise<void> {
  await pool?.end();
  pool = undefined;
}

/** Runs one prepared statement. @param name under which the server keeps its plan. */
export async function runPrepared<Row extends object>(
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (!pool) throw new Error("connectPool() was not called.");
  const tx = transactionInsteadOfPool("runPrepared()");
  if (tx) return await tx.$queryRawUnsafe<Row[]>(text, ...values);
  const { rows } = await pool.query<Row>({ name, text, values });
  return rows;
}
