import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { RawConnection } from "../support/raw-connection";
import { signInAs } from "../support/visitor";

/**
 * A request that is answered before its body was read must not harm the next request of the same connection, which a
 * browser's or a proxy's pool sends at once.
 */

let database: TestDatabase;
let portal: RunningTestPortal;
let cookie: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  cookie = (await signInAs(portal.url, accountOf("member"))).cookieHeader;
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const head = (line: string, headers: Record<string, string | number> = {}): string => {
  const { host, origin } = new URL(portal.url);
  const all = { Host: host, Origin: origin, Cookie: cookie, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n`;
};

const formHead = (path: string, length: number, headers?: Record<string, string>) =>
  head(`POST ${path}`, {
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": length,
    ...headers,
  });

/** Above the buffers between the line and a handler that does not read, and below them. */
const lengths = [20_000, 200_000, 1_000_000, 4_000_000];
const limitMs = 10_000;

const refused: [name: string, path: string, headers?: Record<string, string>][] = [
  ["an action that reads no body", "/connexion/cle"],
  ["an address without an action", "/annuaire"],
  ["an unknown address", "/nulle-part"],
  ["a form without a session", "/espaces/nouveau", { Cookie: "" }],
  ["a foreign origin", "/espaces/nouveau", { Origin: "https://ailleurs.example" }],
  ["a foreign host", "/espaces/nouveau", { Host: "ailleurs.example" }],
  ["an address that is too long", `/${"a/".repeat(5_000)}`],
];

describe.each(refused)("%s", (_name, path, headers) => {
  test.each(lengths)("with a body of %d bytes leaves the connection to the next request", async (length) => {
    const connection = await RawConnection.open(portal.url);
    const began = performance.now();
    for (let turn = 0; turn < 3; turn++) {
      connection.write(formHead(path, length, headers));
      connection.write(`a=${"a".repeat(length - 2)}`);
      const { status } = await connection.response();
      expect(status).toBeLessThan(500);
    }
    connection.write(head("GET /healthz"));
    expect((await connection.response()).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(limitMs);
    connection.end();
  });
});

test("a form that is too long is answered on its connection, and the next one is read", async () => {
  const connection = await RawConnection.open(portal.url);
  for (const length of [300_000, 5_000_000, 300_000]) {
    connection.write(formHead("/connexion", length, { Cookie: "" }));
    connection.write(`email=${"a".repeat(length - 6)}`);
    expect((await connection.response()).status).toBe(400);
  }
  const form = "email=personne%40example.org&password=rien+du+tout";
  connection.write(formHead("/connexion", form.length, { Cookie: "" }) + form);
  const { status, body } = await connection.response();
  expect(status).toBe(400);
  expect(body).toContain("personne@example.org");
  connection.end();
});

test.each([
  ["of a declared length", { "Content-Length": 200_000_000 }],
  ["of no declared length", { "Transfer-Encoding": "chunked" }],
])("a body without end %s is answered, said to be the last of its connection, and cut", async (_, length) => {
  const connection = await RawConnection.open(portal.url);
  const type = "application/x-www-form-urlencoded";
  connection.write(head("POST /connexion", { "Content-Type": type, Cookie: "", ...length }));
  const part = `10000\r\n${"a".repeat(65_536)}\r\n`;
  const answer = connection.response();
  let sent = 0;
  for (; sent < 60_000_000 && connection.closed === null; sent += part.length) {
    connection.write(part);
    await connection.drained();
  }
  const { status, head: said } = await answer;
  expect(status).toBe(400);
  expect(said).toMatch(/\r\nconnection: close\r\n/i);
  expect(sent).toBeLessThan(60_000_000);
});

test("a body that does not arrive delays neither its answer nor the end of the portal for long", async () => {
  const connection = await RawConnection.open(portal.url);
  connection.write(formHead("/langue", 200_000_000));
  const { status, head: said } = await connection.response();
  expect(status).toBe(400);
  expect(said).toMatch(/\r\nconnection: close\r\n/i);
  await expect.poll(() => connection.closed).toBe("end");
});
