import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { Child } from "../child";
import { Figures, type Line, ms, step } from "../figures";
import type { BenchPortal } from "../portal";
import { connect, connected, type Entrance } from "./portal-peer";

const readers = 1_000;
const posts = 20;
const most = 1.5;

/**
 * A post is announced to a thousand people who have its thread open, beside a bare broadcast to as many. Counted from
 * the first who hears of it: before that the post is written, which a broadcast does not do.
 */
export async function announcementLines(portal: BenchPortal, entrance: Entrance): Promise<Line[]> {
  step(`a post announced to ${readers} readers`);
  const { rows } = await entrance.database.query<{ id: string }>(
    `SELECT "id" FROM "Thread" ORDER BY "id" LIMIT 1`,
  );
  const thread = rows[0]?.id ?? "";
  const member = await portal.signIn("member");
  const [ours, theirs] = [await threadReaders(entrance, thread), await bareReaders()];
  const write = async () => {
    const sent = await member.post(`/fils/${thread}`, {
      body: "À toutes et à tous",
      key: crypto.randomUUID(),
    });
    if (sent.status !== 302) throw new Error(`Posting gave ${sent.status}.`);
  };
  const of = { ours: new Figures(), theirs: new Figures() };
  await delay(3_000); // who is present is told to everyone first
  for (let count = 0; count < posts; count++) {
    await announce(ours, write, of.ours);
    await announce(theirs.sockets, theirs.tell, of.theirs);
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
    await catchUpLine(portal, entrance, thread),
  ];
}

async function threadReaders(entrance: Entrance, thread: string): Promise<Socket[]> {
  return await inBatches(async () => {
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
  const sockets = await inBatches(async () => {
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

async function inBatches(open: () => Promise<Socket>): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < readers) sockets.push(...(await Promise.all(Array.from({ length: 50 }, open))));
  return sockets;
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
