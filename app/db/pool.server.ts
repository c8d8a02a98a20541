import pg from "pg";
import { ignoreConnectionErrors } from "./database.server";
import { transactionInsteadOfPool } from "./transaction-scope.server";

let pool: pg.Pool | undefined;

/** A statement sees rights as they were when it began: it may not wait longer than an ending has to take hold. */
const lockTimeoutMs = 2_000;

/** A batch of keystrokes takes milliseconds; what takes this long is given up, and sent again by the browsers. */
const statementTimeoutMs = 10_000;

/**
 * A few connections without Prisma in between, for the one place where its translation would cost more than the
 * query: the log of texts, written at every keystroke.
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

/** Closes the connections. */
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
