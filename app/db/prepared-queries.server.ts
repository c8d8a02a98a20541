import pg from "pg";
import { connectionPool, statementTimeoutMs } from "./client.server";
import { isDatabaseAway } from "./errors.server";
import { Prisma } from "./generated/client";
import { transactionInsteadOfPool } from "./transaction-scope.server";

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
  const tx = transactionInsteadOfPool("queryPrepared()");
  if (tx) return await tx.$queryRaw<Row[]>(query);
  const { text, values } = query;
  const query_timeout = statementTimeoutMs.page;
  if (!prepare)
    return (await connectionPool().query<Row>({ text, values, types, query_timeout } as pg.QueryConfig)).rows;
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
    connection = await connectionPool().connect();
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
  const name = names.get(text) ?? `query-${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * The limit of a list read by `queryPrepared`, as a part of its SQL. With the limit as a parameter, PostgreSQL
 * estimates a tenth of all rows, rejects the generic plan and plans the statement again on each execution.
 * @param most at least 0, never from a request: it is written into the SQL.
 */
export const literalLimit = (most: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(most)}`);
