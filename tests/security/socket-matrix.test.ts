import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { type ClientEvent, clientEvents } from "../../app/realtime/client-events.server";
import { copyDatabase, type TestDatabase } from "../support/database";
import { LiveClient, toBase64 } from "../support/live-client";
import { accountOf, type Standing, standings } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

interface Row {
  event: ClientEvent;
  expected: Record<Standing, string>;
}

/** The table of events of docs/rights-matrix.md, as a person wrote it. */
async function readTable(): Promise<Row[]> {
  const lines = (await readFile("docs/rights-matrix.md", "utf8")).split("\n");
  return lines
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, over]) => over === "SOCKET")
    .map(([, , event = "", ...cells]) => ({
      event: event as ClientEvent,
      expected: Object.fromEntries(
        standings.map((standing, index) => [standing, cells[index] ?? ""]),
      ) as Row["expected"],
    }));
}

const table = await readTable();
let database: TestDatabase;
let portal: RunningTestPortal;
let thread: string;
let document: string;
/** The connection of each standing, once made; a visitor without a session has none. */
const clients = new Map<Standing, LiveClient>();

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  const member = await signInAs(portal.url, accountOf("member"));
  const idIn = async (list: string, pattern: RegExp) =>
    pattern.exec(await (await member.get(list)).text())?.[1] ?? "";
  thread = await idIn("/fils", /href="\/fils\/([\w-]{36})-arrete-du-7-janvier-2026/);
  document = await idIn("/textes", /href="\/textes\/([\w-]{36})-termes-de-reference-/);
});

afterAll(async () => {
  for (const client of clients.values()) client.close();
  await portal?.stop();
  await database?.drop();
});

test("every event a client may send has its row, and every row an event", () => {
  expect(table.map(({ event }) => event).sort()).toEqual(Object.keys(clientEvents).sort());
});

const reasons: Record<string, string> = {
  "read-only": "read-only",
  "not-found": "not found",
  "not-open": "not open",
};

describe.each(table)("$event", ({ event, expected }) => {
  test.each(standings)("%s", async (standing) => {
    const client = await clientOf(standing);
    if (!client) return expect("refused").toBe(expected[standing]);
    // As far as one is let in: what is written goes into what was opened.
    if (/typing|leave/.test(event)) await client.ask("thread:join", { thread });
    const opened = /update|caret|close|^u$/.test(event) ? await client.ask("document:open", opening()) : {};
    const number = "number" in opened ? opened.number : 0;
    const { ok, reason } = await client.ask(event, event === "u" ? [number, update] : payloadOf(event));
    expect(ok ? "done" : (reasons[String(reason)] ?? reason)).toBe(expected[standing]);
  });
});

/** The connection of this standing, or null where none is given. */
async function clientOf(standing: Standing): Promise<LiveClient | null> {
  const known = clients.get(standing);
  if (known) return known;
  const visitor = await signInAs(portal.url, accountOf(standing));
  const client = new LiveClient(portal.url, visitor.cookieHeader);
  try {
    await client.connected();
  } catch (error) {
    client.close();
    expect((error as Error).message).toBe("signed-out");
    return null;
  }
  clients.set(standing, client);
  return client;
}

const opening = () => ({ document, schema: 1, client: null, vector: new Uint8Array([0]) });

function payloadOf(event: ClientEvent): object {
  if (event === "document:open") return opening();
  if (event === "document:update") return { document, update };
  if (event === "document:caret") return { document, caret: null };
  return event === "document:close" ? { document } : { thread };
}

/** An update that says nothing: only whether it would be taken is asked. */
const update = toBase64(Y.encodeStateAsUpdate(new Y.Doc()));
