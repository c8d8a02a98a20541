import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { PersonaAccount } from "../../prisma/demo/load.server";
import { launchPortal, makeDataDir, makeLoadedDemonstration, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const personasIn = async (dataDir: string): Promise<PersonaAccount[]> =>
  JSON.parse(await readFile(join(dataDir, "personas.json"), "utf8"));

test("it prints an address and one line for each account, each of which signs in, and keeps them to itself", async () => {
  const portal = await startPortal({ command: "demo" });
  const personas = await personasIn(portal.dataDir);
  expect(personas.length).toBeGreaterThanOrEqual(6);
  const file = await stat(join(portal.dataDir, "personas.json"));
  expect(file.mode & 0o777).toBe(0o600);
  for (const account of personas) {
    const { email, password, role } = account;
    expect(portal.output()).toMatch(new RegExp(`^  ${email} +${password}  ${role}`, "m"));
    expect((await (await signInAs(portal.url, account)).get("/annuaire")).status).toBe(200);
  }
  expect(new Set(personas.map(({ role }) => role))).toEqual(
    new Set(["secretariat", "auditor", "member", "observer"]),
  );
  expect(new Set(personas.map(({ password }) => password)).size).toBe(personas.length);
  expect((await fetch(`${portal.url}/courrier`)).status).toBe(200);
});

test("its passwords stay from start to start, are created again when their file is deleted, and a reset forgets everything", async () => {
  const dataDir = await makeDataDir();
  const start = (...args: string[]) => startPortal({ command: "demo", dataDir, args });
  const first = await start();
  const passwords = await personasIn(dataDir);
  const visitor = await signInAs(first.url, passwords[0] ?? null);
  await first.stop();

  const port = new URL(first.url).port;
  const second = await start(`--port=${port}`);
  expect(await personasIn(dataDir)).toEqual(passwords);
  expect((await visitor.get("/annuaire")).status).toBe(200);
  await second.stop();

  await rm(join(dataDir, "personas.json"));
  const third = await start();
  const others = await personasIn(dataDir);
  expect(others[0]?.password).not.toBe(passwords[0]?.password);
  await signInAs(third.url, others[0] ?? null);
  await expect(signInAs(third.url, passwords[0] ?? null)).rejects.toThrow("gave 400");
  await third.stop();

  await writeFile(join(dataDir, "personas.json"), "[");
  const damaged = await launchPortal({ command: "demo", dataDir });
  expect((await damaged.exited).code).toBe(1);
  expect(damaged.output()).toMatch(/personas\.json is damaged: delete it/);

  const fresh = await start("--reset", `--port=${port}`);
  const last = await personasIn(dataDir);
  expect(last.map(({ password }) => password)).not.toContain(others[0]?.password);
  await signInAs(fresh.url, last[0] ?? null);
  expect((await visitor.get("/annuaire")).headers.get("Location")).toContain("/connexion");
});

test("the folder of a real portal is neither opened nor deleted by a demonstration", async () => {
  const dataDir = await makeDataDir();
  const real = await startPortal({ dataDir });
  expect(real.setUpLink).toBeDefined();
  await real.stop();
  for (const args of [[], ["--reset"]]) {
    const portal = await launchPortal({ command: "demo", dataDir, args });
    expect((await portal.exited).code).toBe(1);
    expect(portal.output()).toContain("is the data folder of a real portal");
  }
  expect((await startPortal({ dataDir })).setUpLink).toBeDefined();
});

test("a default port in use leads to the next free one, and it says so", async () => {
  // In use by this process or another program.
  const taker = createServer().on("error", () => undefined);
  taker.listen(3000, "127.0.0.1");
  await Promise.race([once(taker, "listening"), once(taker, "error")]);
  onTestFinished(() => void taker.close());
  const dataDir = await makeLoadedDemonstration();
  const portal = await startPortal({ command: "demo", dataDir, port: "default" });
  expect(Number(new URL(portal.url).port)).toBeGreaterThan(3000);
  expect(portal.output()).toContain(
    `Port 3000 is in use by another program: the demonstration takes ${new URL(portal.url).port}.`,
  );
});

test("a port that was asked for and is in use is refused with one message, and nothing more", async () => {
  const taker = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taker.close());
  await once(taker, "listening");
  const { port } = taker.address() as { port: number };
  const portal = await launchPortal({ command: "demo", args: [`--port=${port}`] });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toBe(
    `The portal cannot start:\nPort ${port} is in use by another program: stop it, or choose another port (PORT, or --port).\n`,
  );
});

test("an argument that it does not know, or cannot use, stops it with one message", async () => {
  for (const [argument, told] of [
    ["--prot=3000", "Unknown option '--prot'"],
    ["--port=eighty", "--port must be a number from 0 to 65535"],
  ]) {
    const portal = await launchPortal({ command: "demo", args: [argument ?? ""] });
    expect((await portal.exited).code).toBe(1);
    expect(portal.output()).toContain(told);
    expect(portal.output()).not.toMatch(/ {4}at /);
  }
});
