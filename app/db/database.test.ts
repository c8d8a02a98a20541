import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { withClient } from "../../server/postgres";
import { useDatabase } from "../../tests/support/database";
import {
  connectDatabase,
  db,
  disconnectDatabase,
  inTransaction,
  isDatabaseAway,
  onCommit,
  queryPrepared,
} from "./database.server";
import { Prisma } from "./generated/client";
import { connectPool, disconnectPool, runPrepared } from "./pool.server";
import { forbidPoolInTransactions } from "./transaction-scope.server";

const { ports, urls } = useDatabase();

test("a connection that breaks fails only its own statements: the process survives and the next statement is answered", async () => {
  const other = new pg.Client({ connectionString: urls().portalUrl });
  await other.connect();
  onTestFinished(() => other.end());
  const asked = Promise.allSettled([
    queryPrepared(Prisma.sql`SELECT pg_sleep(60)`),
    queryPrepared(Prisma.sql`SELECT 2 AS two`),
  ]);
  await expect
    .poll(async () => {
      const { rows } = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'`,
      );
      return rows.length;
    })
    .toBe(1);
  expect((await asked).map((each) => each.status === "rejected" && isDatabaseAway(each.reason))).toEqual([
    true,
    true,
  ]);
  expect(await queryPrepared(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test("a statement whose client has given up ends on the server too; the owner's connections have no such limit", async () => {
  const [rooms] = await queryPrepared<{ limit: string }>(
    Prisma.sql`SELECT current_setting('statement_timeout') AS "limit"`,
  );
  expect(rooms?.limit).toBe("1min");
  connectPool(urls().portalUrl);
  onTestFinished(disconnectPool);
  const [log] = await runPrepared<{ limit: string }>(
    "limit",
    `SELECT current_setting('statement_timeout') AS "limit"`,
    [],
  );
  expect(log?.limit).toBe("10s");
  await withClient(urls().ownerUrl, async (owner) => {
    const { rows } = await owner.query(`SELECT current_setting('statement_timeout') AS "limit"`);
    expect(rows).toEqual([{ limit: "0" }]);
  });
});

test("the process survives when an answer and the termination arrive in one chunk while the connection is handed to a waiter", async () => {
  await disconnectDatabase();
  connectDatabase(await withFarewellAfter("the last answer", urls().portalUrl), 1);
  onTestFinished(async () => {
    await disconnectDatabase();
    connectDatabase(urls().portalUrl, 4);
  });
  await queryPrepared(Prisma.sql`SELECT 1 AS one`);
  const first = queryPrepared(Prisma.sql`SELECT 'the last answer' AS words`, { prepare: false });
  await new Promise(setImmediate);
  const second = queryPrepared(Prisma.sql`SELECT 2 AS two`);
  expect(await first).toEqual([{ words: "the last answer" }]);
  expect(isDatabaseAway(await second.catch((error: unknown) => error))).toBe(true);
  expect(await queryPrepared(Prisma.sql`SELECT 3 AS three`)).toEqual([{ three: 3 }]);
});

test("a transaction without a connection in time, or past its timeout, counts as away: the request may be retried", async () => {
  await disconnectDatabase();
  connectDatabase(urls().portalUrl, 1);
  onTestFinished(async () => {
    await disconnectDatabase();
    connectDatabase(urls().portalUrl, 4);
  });
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = inTransaction(() => released);
  const starved = await failureOf(inTransaction((tx) => tx.$queryRaw`SELECT 1`));
  expect(isDatabaseAway(starved), String(starved)).toBe(true);
  release();
  await holding;
  const expired = await failureOf(
    inTransaction(
      async (tx) => {
        await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
        await tx.$queryRaw`SELECT 1`;
      },
      { timeoutMs: 100 },
    ),
  );
  expect(isDatabaseAway(expired), String(expired)).toBe(true);
});

test("a frozen database counts as away after eight seconds, and is queried again over another connection", async () => {
  const asked = await Promise.allSettled([
    queryPrepared(Prisma.sql`SELECT pg_sleep(30)`),
    queryPrepared(Prisma.sql`SELECT 2 AS two`),
  ]);
  expect(asked.map((each) => each.status === "rejected" && isDatabaseAway(each.reason))).toEqual([
    true,
    true,
  ]);
  expect(await queryPrepared(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test("of two deadlocked transactions neither is lost: the one that was rolled back runs once more", async () => {
  const done: string[] = [];
  let attempts = 0;
  let arrived = 0;
  let meet = () => {};
  const both = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const crossing = (first: number, second: number) =>
    inTransaction(async (tx) => {
      attempts++;
      onCommit(tx, () => done.push(`${first} and ${second}`));
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${first})`;
      arrived++;
      if (arrived === 2) meet();
      await both;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${second})`;
      return first;
    });
  expect(await Promise.all([crossing(1, 2), crossing(2, 1)])).toEqual([1, 2]);
  expect(attempts).toBe(3);
  expect(done.sort()).toEqual(["1 and 2", "2 and 1"]);
});

/**
 * A proxy to the database that appends PostgreSQL's termination message to the chunk with these words. @returns
 * its URL
 */
async function withFarewellAfter(words: string, databaseUrl: string): Promise<string> {
  const { port, hostname } = new URL(databaseUrl);
  const fields = "SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0";
  const farewell = Buffer.concat([
    Buffer.from("E\0\0\0"),
    Buffer.from([fields.length + 4]),
    Buffer.from(fields),
  ]);
  const server = createServer((near) => {
    const to = connect(Number(port), hostname);
    near.on("data", (data) => to.write(data)).on("close", () => to.destroy());
    to.on("data", (data) => {
      const last = data.includes(Buffer.from(words));
      near.write(last ? Buffer.concat([data, farewell]) : data);
      if (last) near.end();
    });
    for (const socket of [near, to]) socket.on("error", () => undefined);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return through.href;
}

describe("inside a transaction there is one database handle", () => {
  const uses = {
    db: () => db.$queryRaw<{ one: number }[]>`SELECT 1 AS one`,
    "a model of db": () => db.network.findMany(),
    ask: () => queryPrepared(Prisma.sql`SELECT 1 AS one`),
    "ask without a kept plan": () => queryPrepared(Prisma.sql`SELECT 1 AS one`, { prepare: false }),
    runPrepared: () => runPrepared("one", "SELECT 1 AS one", []),
    "another transaction": () => inTransaction((tx) => tx.network.findMany()),
  };
  /** One transaction more than there are connections, all open before each of them uses the pool. */
  const together = (use: () => Promise<unknown>) => {
    let arrived = 0;
    return Promise.all(
      Array.from({ length: 5 }, () =>
        inTransaction(async (tx) => {
          await tx.$executeRaw`SELECT 1`;
          arrived++;
          await expect.poll(() => arrived >= 4).toBe(true);
          await use();
        }),
      ),
    );
  };

  beforeAll(() => connectPool(urls().portalUrl));
  afterAll(disconnectPool);

  test.each(Object.entries(uses))("%s throws in tests and in development", async (_, use) => {
    await expect(inTransaction(use)).rejects.toThrow("inside a transaction");
    await use();
  });

  test.each(Object.entries(uses))("%s needs no second connection in production", async (_, use) => {
    forbidPoolInTransactions(false);
    onTestFinished(() => forbidPoolInTransactions());
    const before = ports.logged.length;
    await together(use);
    expect(ports.logged.slice(before).join()).toContain("inside a transaction");
  });

  test("work that outlives its transaction uses the pool again", async () => {
    let later: Promise<unknown> | undefined;
    let committed = () => {};
    const end = new Promise<void>((resolve) => {
      committed = resolve;
    });
    await inTransaction(async () => {
      later = end.then(() => db.network.findMany());
    });
    committed();
    expect(await later).toEqual([]);
  });

  test("a nested transaction is rolled back with the outer one, and its callbacks run after the outer commit", async () => {
    forbidPoolInTransactions(false);
    onTestFinished(() => forbidPoolInTransactions());
    const called: string[] = [];
    await inTransaction(async () => {
      await inTransaction(async (tx) => onCommit(tx, () => called.push("inner")));
      expect(called).toEqual([]);
    });
    expect(called).toEqual(["inner"]);
  });
});

test("a transaction that gets no connection in time counts as the database being away", async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = 0;
  const holding = Array.from({ length: 4 }, () =>
    inTransaction(async (tx) => {
      await tx.$executeRaw`SELECT 1`;
      arrived++;
      await released;
    }),
  );
  await expect.poll(() => arrived).toBe(4);
  const refused = await inTransaction(async () => undefined).catch((error: unknown) => error);
  release();
  await Promise.all(holding);
  expect(isDatabaseAway(refused)).toBe(true);
});
