import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { until } from "../../tests/support/until";
import { newId } from "../db/ids.server";
import { connectPool, disconnectPool } from "../db/pool.server";
import * as bus from "./bus.server";
import { busChannel } from "./bus.server";
import type { LiveSession } from "./live.server";
import { joinPresence, leavePresence, presenceIn, takePresenceChange } from "./presence.server";

const { urls } = useDatabase();
let listener: pg.Client;
const heard: string[] = [];

/** PostgreSQL's limit for a notification. */
const maxNotification = 8_000;

beforeAll(async () => {
  connectPool(urls().portalUrl);
  listener = new pg.Client({ connectionString: urls().portalUrl });
  listener.on("error", () => undefined);
  listener.on("notification", ({ payload = "" }) => heard.push(payload));
  await listener.connect();
  await listener.query(`LISTEN ${busChannel}`);
});

afterAll(async () => {
  await listener.end();
  await disconnectPool();
});

const messagesHeard = () =>
  heard.flatMap(
    (payload) => (JSON.parse(payload) as { messages: { type: string; payload: object }[] }).messages,
  );

/** Receives the captured notifications as another process would. */
function passOn(): void {
  for (const payload of heard) bus.receive(JSON.stringify({ ...JSON.parse(payload), from: "another" }));
}

test("a message that fits into no notification is dropped, and no other is lost with it", async () => {
  const [before, after] = [newId(), newId()];
  bus.publishToOthers("document:changed", { document: before, seq: 1 });
  bus.publishToOthers("thread:typing", { thread: newId(), who: "w", name: "é".repeat(maxNotification) });
  bus.publishToOthers("document:changed", { document: after, seq: 2 });
  await bus.flush();
  await until(() =>
    expect(messagesHeard().map(({ payload }) => payload)).toEqual([
      { document: before, seq: 1 },
      { document: after, seq: 2 },
    ]),
  );
});

test("the presence of people with long names is split over several notifications, and everyone is received", async () => {
  heard.length = 0;
  const channel = `document:${newId()}`;
  const sessions = Array.from({ length: 60 }, (_, index) => sessionOf(index));
  for (const session of sessions)
    joinPresence(channel, session, "Organisation à nom très long ".repeat(8), false);
  const names = sessions.map(({ viewer }) => viewer.name);
  await until(() => {
    const told = messagesHeard().flatMap(({ payload }) => ("people" in payload ? payload.people : []));
    expect(told).toHaveLength(names.length);
  });
  expect(heard.length).toBeGreaterThan(1);
  for (const payload of heard) expect(Buffer.byteLength(payload)).toBeLessThan(maxNotification);
  const parts = heard.length;
  passOn();
  // Present here and on another process: each person counts once.
  takePresenceChange(channel);
  expect(presenceIn(channel)).toMatchObject({ count: names.length });
  for (const session of sessions) leavePresence(channel, session);
  expect(presenceIn(channel).count).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(presenceIn(channel).present.map(({ name }) => name)));
  await until(() => expect(heard.length).toBeGreaterThan(parts));
  heard.splice(0, parts);
  passOn();
  expect(presenceIn(channel)).toEqual({ count: 0, present: [] });
});

test("a message reaches every subscribed room", () => {
  const seen: unknown[] = [];
  bus.subscribe("document:renamed", (payload) => seen.push(payload));
  const payload = { document: newId() };
  bus.receive(JSON.stringify({ from: "another", messages: [{ type: "document:renamed", payload }] }));
  expect(seen).toEqual([payload]);
});

function sessionOf(index: number): LiveSession {
  const nothing = () => undefined;
  const viewer = {
    personId: newId(),
    sessionId: "s",
    name: `Élhadji Œuvré ${index} ${"é".repeat(150)}`,
    role: null,
    memberships: [],
    rights: 0,
    locale: null,
  };
  return { who: `who-${index}`, viewer, ended: false, join: nothing, leave: nothing, emit: nothing };
}
