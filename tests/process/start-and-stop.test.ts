import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeGate } from "../support/gate";
import { launchPortal, makeDataDir, startPortal } from "../support/portal";
import { sendRaw } from "../support/raw-http";
import { Visitor } from "../support/visitor";
import { testDatabase } from "./databases";

/** What a signal to stop must lead to. */
const stopLimitMs = 5_000;

test.each(["SIGTERM", "SIGINT"] as const)("%s ends it with exit code 0", async (signal) => {
  const portal = await startPortal(await given());
  const { code, tookMs } = await portal.stop(signal);
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(stopLimitMs);
});

test("it answers as localhost, by both addresses of the machine, and in production mode", async () => {
  const portal = await startPortal(await given());
  expect(portal.url).toMatch(/^http:\/\/localhost:\d+$/);
  const own = Object.values(networkInterfaces()).flatMap(
    (each) => each?.filter(({ internal }) => internal) ?? [],
  );
  for (const { address, family } of own) {
    const host = family === "IPv6" ? `[${address}]` : address;
    const answer = await fetch(`${portal.url.replace("localhost", host)}/healthz`);
    expect(await answer.json()).toEqual({ status: "ok", process: true, database: true });
  }
  const page = await (await fetch(portal.url)).text();
  expect(page).toContain("REMIDDH");
  expect(page).not.toContain("@vite");
});

test("a request in flight is answered before the process ends, and no new one is taken", async () => {
  const portal = await startPortal(await given());
  const body = "email=personne%40essai.example&password=une+phrase+quelconque";
  const type = "application/x-www-form-urlencoded";
  // The first form costs a cold process several times as much; on a busy machine, more than a stop waits for (2.5 s).
  const headers = { Origin: new URL(portal.url).origin, "Content-Type": type };
  expect(await sendRaw(portal.url, "/connexion", { method: "POST", headers, body })).toMatchObject({
    status: 400,
  });
  const socket = await talk(portal.url);
  const head = [`Content-Length: ${body.length}`, `Content-Type: ${type}`];
  socket.write(request("POST", portal.url, "/connexion", [...head, "Expect: 100-continue"]));
  await socket.heard(/100 Continue/);

  const ending = portal.stop();
  await portal.printed(/Stopping/);
  await expect(fetch(portal.url)).rejects.toThrow();
  socket.write(body);
  const answer = await socket.heard(/<\/html>/);
  expect(answer).toMatch(/HTTP\/1\.1 400/);
  expect(answer).toMatch(/connection: close/i);
  expect((await ending).code).toBe(0);
});

test("a connection that is kept open for another request does not hold up the end", async () => {
  const portal = await startPortal(await given());
  const socket = await talk(portal.url);
  socket.write(request("GET", portal.url, "/healthz"));
  await socket.heard(/"status":"ok"/);
  expect((await portal.stop()).tookMs).toBeLessThan(2_000);
});

test("a request that never ends is cut", async () => {
  const portal = await startPortal(await given());
  const socket = await talk(portal.url);
  socket.write(request("POST", portal.url, "/connexion", ["Content-Length: 100", "Expect: 100-continue"]));
  await socket.heard(/100 Continue/);
  const { code, tookMs } = await portal.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(stopLimitMs);
});

test.each(["close", "hang"] as const)("it ends in time while its database is away (%s)", async (fault) => {
  const database = await testDatabase("demonstration");
  const gate = await makeGate(database.portalUrl);
  const portal = await startPortal({
    databaseUrl: gate.through(database.portalUrl),
    ownerUrl: database.ownerUrl,
  });
  gate[fault]();
  const waiting = new Visitor(portal.url).get("/annuaire", { Cookie: "session=x" }).catch(() => "cut");
  await vi.waitFor(async () => expect((await fetch(`${portal.url}/healthz`)).status).toBe(503), 10_000);
  const { code, tookMs } = await portal.stop();
  await waiting;
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(stopLimitMs);
});

test("while it starts, requests are answered with 503 and Retry-After", async () => {
  const database = await testDatabase();
  const gate = await makeGate(database.ownerUrl);
  gate.hang();
  const port = await freePort();
  const portal = await launchPortal({
    ownerUrl: gate.through(database.ownerUrl),
    databaseUrl: database.portalUrl,
    env: { PORT: String(port) },
  });
  const answer = await vi.waitFor(() => fetch(`http://localhost:${port}/annuaire`), 10_000);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).toBe("2");
  await vi.waitFor(() => expect(gate.connections()).toBeGreaterThan(0), 10_000);
  gate.open(); // what hung is cut: this start fails, and says so
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toContain("The PostgreSQL server of DATABASE_URL does not answer");
});

test.each([/starting the database/, /loading the demonstration/])(
  "Ctrl-C in the middle of a first start (%s) ends it in good order, and the next start goes through",
  async (moment) => {
    const dataDir = await makeDataDir();
    const portal = await launchPortal({ command: "demo", dataDir });
    await portal.printed(moment);
    const { code, tookMs } = await portal.stop("SIGINT");
    expect(portal.output()).not.toMatch(/cannot start|Error/);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(stopLimitMs);
    const next = await startPortal({ command: "demo", dataDir });
    expect((await fetch(next.url)).status).toBe(200);
    expect((await next.stop()).code).toBe(0);
  },
);

test("a port in use is refused with its number", async () => {
  const taker = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taker.close());
  await once(taker, "listening");
  const { port } = taker.address() as { port: number };
  const portal = await launchPortal({ ...(await given()), env: { PORT: String(port) } });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toContain(`Port ${port} is in use by another program`);
});

test("a wrong setting stops the start with one message that names it", async () => {
  const portal = await launchPortal({ env: { PUBLIC_URL: "http://portail.example", PORT: "eighty" } });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toMatch(
    /^The configuration is not right:\nPORT must be a number.*\nPUBLIC_URL is plain http.*\n$/,
  );
});

/** A portal of the demonstration's data, on the run's own server. */
async function given() {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  return { databaseUrl: portalUrl, ownerUrl };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Talk {
  write: Socket["write"];
  /** Waits until the other side has said this. @returns all it has said. */
  heard(pattern: RegExp): Promise<string>;
}

/** A connection on which a test says what it wants, when it wants. */
async function talk(url: string): Promise<Talk> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let said = "";
  socket.setEncoding("utf8").on("data", (text) => (said += text));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return {
    write: socket.write.bind(socket) as Socket["write"],
    async heard(pattern) {
      while (!pattern.test(said)) await Promise.race([once(socket, "data"), refuseEnd(socket, pattern)]);
      return said;
    },
  };
}

async function refuseEnd(socket: Socket, pattern: RegExp): Promise<never> {
  await once(socket, "close");
  throw new Error(`The connection ended without ${pattern}.`);
}

function request(method: string, url: string, path: string, headers: string[] = []): string {
  const { host, origin } = new URL(url);
  return [`${method} ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, ...headers, "", ""].join(
    "\r\n",
  );
}
