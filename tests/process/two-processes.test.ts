import { beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { withClient } from "../../server/postgres";
import { insertBlankText } from "../support/blank-text";
import { copyDatabase, type TestDatabase } from "../support/database";
import { LiveClient, LiveText } from "../support/live-client";
import { personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { Random } from "../support/random";
import { paragraphsOf, Typist } from "../support/typist";
import { signInAs, type Visitor } from "../support/visitor";
import { run } from "./databases";

/** Two processes that share nothing but a database, as on two machines. */
let database: TestDatabase;
let here: RunningTestPortal;
let there: RunningTestPortal;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  const { portalUrl, ownerUrl } = database;
  const start = () => startPortal({ databaseUrl: portalUrl, ownerUrl });
  [here, there] = await Promise.all([start(), start()]);
  return async () => {
    await Promise.all([here.stop(), there.stop()]);
    await database.drop();
  };
});

const soon = { timeout: 5_000, interval: 20 };
/** The limit of DESIGN, promise 4. */
const evictionMs = 2_000;

const memberHere = () => signInAs(here.url, personaOf("member"));

/** A connection by somebody who is signed in; it goes with the test. */
async function connect({ url }: RunningTestPortal, visitor: Visitor): Promise<LiveClient> {
  const client = await new LiveClient(url, visitor.cookieHeader).connected();
  onTestFinished(() => client.close());
  return client;
}

/** How long it takes from now until the server has cut this connection, in milliseconds. */
async function untilCut({ socket }: LiveClient): Promise<number> {
  const since = performance.now();
  const reason = await new Promise((resolve) => socket.once("disconnect", resolve));
  expect(reason).toBe("io server disconnect");
  return performance.now() - since;
}

async function aThread(): Promise<string> {
  const [thread] = await run<{ id: string }>(
    database.portalUrl,
    `SELECT "id" FROM "Thread" ORDER BY "id" LIMIT 1`,
  );
  return thread?.id ?? "";
}

/** Joins a thread at the other process. @returns the changes it is told of, as they come, and the last before */
async function readThread(visitor: Visitor, thread: string) {
  const reader = await connect(there, visitor);
  const changes: number[] = [];
  reader.socket.on("thread:changed", ({ change }: { change: number }) => changes.push(change));
  const { change } = await reader.ask("thread:join", { thread });
  return { changes, before: Number(change) };
}

async function post(visitor: Visitor, thread: string): Promise<void> {
  const sent = await visitor.post(`/fils/${thread}`, {
    body: "D’un processus à l’autre",
    key: crypto.randomUUID(),
  });
  expect(sent.status).toBe(302);
}

/** One who writes here and one who reads there, in a text of their own. */
async function writerAndReader(visitor: Visitor) {
  const text = await withClient(database.portalUrl, insertBlankText);
  const open = async (portal: RunningTestPortal) => {
    const live = new LiveText(await connect(portal, visitor), text);
    await live.open();
    return live;
  };
  const [writing, reading] = [await open(here), await open(there)];
  return { typist: new Typist(writing, "a", new Random(1)), reading };
}

/** Cuts every connection that listens for what other processes say. */
async function cutListeners(): Promise<void> {
  const [{ cut } = { cut: 0 }] = await run<{ cut: number }>(
    inject("cluster").adminUrl,
    `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity
     WHERE datname = $1 AND query LIKE 'LISTEN %'`,
    [new URL(database.portalUrl).pathname.slice(1)],
  );
  expect(cut).toBe(2);
}

const listening = () =>
  vi.waitFor(async () => {
    const found = await run(
      inject("cluster").adminUrl,
      "SELECT FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'LISTEN %'",
      [new URL(database.portalUrl).pathname.slice(1)],
    );
    expect(found).toHaveLength(2);
  }, soon);

test("a session that ends at one process loses its connections at the other within two seconds", async () => {
  const visitor = await memberHere();
  const cookie = visitor.cookieHeader;
  const cut = untilCut(await connect(there, visitor));
  await visitor.post("/deconnexion", {});
  expect(await cut).toBeLessThan(evictionMs);
  const again = new LiveClient(there.url, cookie);
  onTestFinished(() => again.close());
  await expect(again.connected()).rejects.toThrow("signed-out");
});

test("a membership that ends at one process does too", async () => {
  const { email, password } = personaOf("focal point");
  const visitor = await signInAs(there.url, { email, password });
  const cut = untilCut(await connect(there, visitor));
  const secretariat = await signInAs(here.url, personaOf("secretariat"));
  const [membership] = await run<{ id: string; personId: string }>(
    database.portalUrl,
    `SELECT m."id", m."personId" FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" WHERE p."email" = $1`,
    [email],
  );
  const ending = { what: "membership", membership: membership?.id ?? "" };
  const page = `/secretariat/personnes/${membership?.personId}`;
  expect((await secretariat.post(page, ending)).status).toBe(302);
  expect(await cut).toBeLessThan(evictionMs);
});

test("a post written at one is announced at the other", async () => {
  const visitor = await memberHere();
  const thread = await aThread();
  const { changes, before } = await readThread(visitor, thread);
  await post(visitor, thread);
  await vi.waitFor(() => expect(changes).toEqual([before + 1]), soon);
});

test("an edit at one process reaches readers at the other", async () => {
  const { typist, reading } = await writerAndReader(await memberHere());
  for (let count = 0; count < 20; count++) typist.type();
  await vi.waitFor(() => expect(paragraphsOf(reading.doc)).toEqual([typist.expected]), soon);
});

test("polling connections hear of it as well as WebSockets", async () => {
  const visitor = await memberHere();
  const thread = await aThread();
  const reader = await new LiveClient(there.url, visitor.cookieHeader, {
    transports: ["polling"],
  }).connected();
  onTestFinished(() => reader.close());
  const heard: unknown[] = [];
  reader.socket.on("thread:changed", (told) => heard.push(told));
  await reader.ask("thread:join", { thread });
  await post(visitor, thread);
  await vi.waitFor(() => expect(heard).toHaveLength(1), soon);
});

test("the connections that listen are cut during an eviction: the session is evicted in time, and nothing is lost", async () => {
  await listening();
  const [leaving, staying] = [await memberHere(), await signInAs(here.url, personaOf("secretariat"))];
  const thread = await aThread();
  const { changes, before } = await readThread(staying, thread);
  const { typist, reading } = await writerAndReader(staying);
  const cut = untilCut(await connect(there, leaving));
  // Cut first, so that no notification of what follows is heard before they are back.
  await cutListeners();
  await Promise.all([leaving.post("/deconnexion", {}), post(staying, thread)]);
  for (let count = 0; count < 20; count++) typist.type();
  expect(await cut).toBeLessThan(evictionMs);
  await vi.waitFor(() => {
    expect(changes.at(-1)).toBe(before + 1);
    expect(paragraphsOf(reading.doc)).toEqual([typist.expected]);
  }, soon);
});
