import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { Visitor } from "../../support/visitor";
import { Child } from "../child";
import { Figures, type Line, ms, step } from "../figures";
import type { BenchPortal } from "../portal";
import { connect, connected, type Entrance, traffic } from "./portal-peer";

const readers = 1_000;
const posts = 20;
const most = 1.5;

/** What NodeBB 4 (its gzip on, one process) took beside the portal on 30 November, p50 and p99, in milliseconds. */
const nodebb = { readers: 99, p50: 63, p99: 85 };
const mostWordsMs = 1_000;
const mostPresenceBytes = 200;

/**
 * A post is announced to a thousand people who have its thread open, beside a bare broadcast to as many. Counted from
 * the first who hears of it: before that the post is written, which a broadcast does not do.
 */
export async function announcementLines(portal: BenchPortal, entrance: Entrance): Promise<Line[]> {
  step(`a post announced to ${readers} readers`);
  const { rows } = await entrance.database.query<{ id: string }>(
    `SELECT "id" FROM "Thread" ORDER BY "id" LIMIT 2`,
  );
  const thread = rows[0]?.id ?? "";
  const other = rows[1]?.id ?? "";
  // In turn: a person may not post that often.
  const writers = await portal.signInWriters();
  let written = 0;
  const writeIn = async (place: string) => {
    written += 1;
    const sent = await (writers[written % writers.length] as Visitor).post(`/fils/${place}`, {
      body: "À toutes et à tous",
      key: crypto.randomUUID(),
    });
    if (sent.status !== 302) throw new Error(`Posting gave ${sent.status}.`);
  };
  const write = () => writeIn(thread);
  const words = { few: new Figures(), requested: new Figures(), all: new Figures() };
  // One after the other: a person may not have that many connections.
  const few = await threadReaders(entrance, other, nodebb.readers);
  for (let count = 0; count < posts; count++) {
    await wordsAfter(entrance, few, other, { say: () => writeIn(other), times: words.few });
    // As pages did before changes came with their content, and as they do after a gap.
    const requests = { say: () => writeIn(other), times: words.requested, requests: true };
    await wordsAfter(entrance, few, other, requests);
  }
  for (const socket of few) socket.disconnect();
  const [ours, theirs] = [await threadReaders(entrance, thread, readers), await bareReaders()];
  const of = { ours: new Figures(), theirs: new Figures() };
  await delay(3_000); // who is present is told to everyone first
  for (let count = 0; count < posts; count++) {
    await announce(ours, write, of.ours);
    await announce(theirs.sockets, theirs.tell, of.theirs);
  }
  // Somebody who does not read it yet: several connections of a person count once.
  const { cookieHeader } = await portal.signIn("secretariat");
  const presence = await presenceBytes({ ...entrance, cookies: [cookieHeader] }, thread);
  for (let count = 0; count < posts; count++) {
    await wordsAfter(entrance, ours, thread, { say: write, times: words.all });
  }
  for (const socket of [...ours, ...theirs.sockets]) socket.disconnect();
  await theirs.stop();
  const limit = most * of.theirs.percentile(99);
  return [
    {
      what: `a post announced to ${readers} connected readers, p99`,
      figure: ms(of.ours.percentile(99)),
      limit: `${ms(limit)} (${most} × bare socket.io ${ms(of.theirs.percentile(99))})`,
      kept: of.ours.percentile(99) <= limit,
    },
    {
      what: `from a post's form to ${nodebb.readers} readers who have its words, p50 and p99`,
      figure: `${ms(words.few.percentile(50))}, ${ms(words.few.percentile(99))}`,
      limit: `${nodebb.p50} ms, ${nodebb.p99} ms (NodeBB 4 on 30 November, on an idle machine)`,
    },
    {
      what: "the same where each reader requests the change, in turn with it",
      figure: `${ms(words.requested.percentile(50))}, ${ms(words.requested.percentile(99))}`,
    },
    {
      what: `the same to ${readers} readers, p50 and p99`,
      figure: `${ms(words.all.percentile(50))}, ${ms(words.all.percentile(99))}`,
      limit: `p99 ${ms(mostWordsMs)}`,
      kept: words.all.percentile(99) <= mostWordsMs,
    },
    {
      what: `bytes to each of ${readers} readers for one arrival`,
      figure: presence.toFixed(0),
      limit: `${mostPresenceBytes}`,
      kept: presence <= mostPresenceBytes,
    },
    await catchUpLine(portal, entrance, thread),
  ];
}

async function threadReaders(entrance: Entrance, thread: string, count: number): Promise<Socket[]> {
  return await inBatches(count, async () => {
    const socket = connect(entrance);
    await connected(socket);
    const answer = await socket.emitWithAck("thread:join", { thread });
    if (!answer.ok) throw new Error(`Joining gave ${answer.reason}.`);
    return socket;
  });
}

async function bareReaders() {
  const child = new Child(join(import.meta.dirname, "broadcast-server.ts"));
  const [, url = ""] = await child.printed(/answers at (\S+)/);
  const sockets = await inBatches(readers, async () => {
    const socket = io(url, { transports: ["websocket"], forceNew: true });
    await connected(socket);
    return socket;
  });
  return {
    sockets,
    tell: async () => void (await fetch(url, { method: "POST" })),
    stop: () => child.stop("SIGKILL"),
  };
}

async function inBatches(count: number, open: () => Promise<Socket>): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const length = Math.min(50, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length }, open))));
  }
  return sockets;
}

/** Bytes that each reader gets when one more person comes: the others' number, or a name. */
async function presenceBytes(entrance: Entrance, thread: string): Promise<number> {
  await delay(1_000);
  const before = traffic.down;
  const [comer] = await threadReaders(entrance, thread, 1);
  await delay(1_500);
  comer?.disconnect();
  return (traffic.down - before) / readers;
}

interface Told {
  change: number;
  content?: { after: number };
}

/**
 * One post, until every reader has its words: with the announcement, or by the request that a page makes where the
 * announcement has none. @param requests each reader requests it all the same
 */
async function wordsAfter(
  { url }: Entrance,
  sockets: Socket[],
  thread: string,
  { say, times, requests = false }: { say: () => Promise<void>; times: Figures; requests?: boolean },
): Promise<void> {
  const since = performance.now();
  const have = sockets.map(async (socket) => {
    const told = await new Promise<Told>((resolve) => socket.once("thread:changed", resolve));
    if (requests || !told.content) {
      const { Cookie = "" } = socket.io.opts.extraHeaders ?? {};
      const address = `${url}/fils/${thread}/changements?depuis=${told.change - 1}`;
      await (await fetch(address, { headers: { Cookie } })).json();
    }
    times.add(performance.now() - since);
  });
  await Promise.all([say(), ...have]);
  await delay(100);
}

async function announce(sockets: Socket[], say: () => Promise<void>, times: Figures): Promise<void> {
  let first = 0;
  const heard = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.once("thread:changed", () => {
          first ||= performance.now();
          times.add(performance.now() - first);
          resolve();
        });
      }),
  );
  await Promise.all([say(), ...heard]);
  await delay(100);
}

const catchUps = 100;
const mostQueries = 3;
/** PostgreSQL counts what a connection did once it has been quiet for a second. */
const countedMs = 2_500;

/** How many statements one catch-up takes, sign-in included: each is a transaction of its own. */
async function catchUpLine(portal: BenchPortal, { database }: Entrance, thread: string): Promise<Line> {
  const member = await portal.signIn("member");
  const count = async () => {
    await delay(countedMs);
    const { rows } = await database.query<{ done: string }>(
      "SELECT xact_commit AS done FROM pg_stat_database WHERE datname = current_database()",
    );
    return Number(rows[0]?.done);
  };
  const since = performance.now();
  const before = await count();
  for (let index = 0; index < catchUps; index++) {
    const answer = await member.get(`/fils/${thread}/changements?depuis=1`);
    if (answer.status !== 200) throw new Error(`A catch-up gave ${answer.status}.`);
  }
  const after = await count();
  const tookMs = performance.now() - since;
  const idleSince = performance.now();
  await delay(tookMs - countedMs);
  const idle = ((await count()) - after) * (tookMs / (performance.now() - idleSince));
  const queries = (after - before - idle) / catchUps;
  return {
    what: "queries of one catch-up, session included",
    figure: queries.toFixed(1),
    limit: `${mostQueries}`,
    kept: Math.round(queries) <= mostQueries,
  };
}
