import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test, vi } from "vitest";
import { readPidFile, serverProcesses } from "../../server/postgres/processes";
import { makeGate } from "../support/gate";
import {
  launchPortal,
  makeDataDir,
  makeLoadedDemonstration,
  type RunningTestPortal,
  startPortal,
} from "../support/portal";
import { signInAs } from "../support/visitor";
import { run, testDatabase } from "./databases";

/** The limit of the security bar: back within ten seconds, by itself. */
const soon = { timeout: 10_000, interval: 50 };

const health = async ({ url }: RunningTestPortal) => (await fetch(`${url}/healthz`)).status;

test.each(["close", "hang"] as const)(
  "while the database is away (%s) people get a clear page that asks again, and everything comes back by itself",
  async (fault) => {
    const { portalUrl, ownerUrl } = await testDatabase("demonstration");
    const gate = await makeGate(portalUrl);
    const portal = await startPortal({ databaseUrl: gate.through(portalUrl), ownerUrl });
    const visitor = await signInAs(portal.url, inject("personas")[0] ?? null);
    expect((await visitor.get("/annuaire")).status).toBe(200);

    gate[fault]();
    await vi.waitFor(async () => expect(await health(portal)).toBe(503), soon);
    const asked = visitor.get("/annuaire");
    if (fault === "close") await expectAway(await asked);
    gate.open();
    await vi.waitFor(async () => expect((await visitor.get("/annuaire")).status).toBe(200), soon);
    expect(await health(portal)).toBe(200);
    // What hung is answered too, one way or the other.
    expect([200, 503]).toContain((await asked).status);
    await expectJobsToRun(portalUrl);
  },
);

test("a form sent while the database is away says so, and is no success", async () => {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  const gate = await makeGate(portalUrl);
  const portal = await startPortal({ databaseUrl: gate.through(portalUrl), ownerUrl });
  const visitor = await signInAs(portal.url, null);
  gate.close();
  const [persona] = inject("personas");
  await expectAway(
    await visitor.post("/connexion", { email: persona?.email ?? "", password: persona?.password ?? "" }),
  );
});

test("what is no page, and the data of pages, say so by their status too", async () => {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  const gate = await makeGate(portalUrl);
  const portal = await startPortal({ databaseUrl: gate.through(portalUrl), ownerUrl });
  const visitor = await signInAs(portal.url, inject("personas")[0] ?? null);
  gate.close();
  const changes = `/fils/${crypto.randomUUID()}/changements?depuis=0`;
  for (const [name, asked] of [
    ["data of a page", visitor.get("/annuaire.data")],
    ["changes of a thread", visitor.get(changes)],
    ["a file", visitor.post("/annuaire/export", { format: "csv" })],
  ] as const) {
    const answer = await asked;
    expect([name, answer.status, answer.headers.get("Retry-After")]).toEqual([name, 503, "5"]);
  }
});

test("a killed PostgreSQL is started again; until then pages say so, then everything works as before", async () => {
  const portal = await startPortal({ command: "demo", dataDir: await makeLoadedDemonstration() });
  const visitor = await signInAs(portal.url, await firstPersona(portal));
  const before = await serverPid(portal);
  const answers: number[] = [];
  process.kill(before, "SIGKILL");
  await vi.waitFor(async () => {
    answers.push((await visitor.get("/annuaire")).status);
    expect(await serverPid(portal)).not.toBe(before);
    expect(answers.at(-1)).toBe(200);
  }, soon);
  expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(await health(portal)).toBe(200);
  expect((await portal.stop()).code).toBe(0);
  expect(await serverProcesses(clusterOf(portal))).toEqual([]);
});

test("after kill -9 of the portal the next start takes over, and its accounts and sessions hold", async () => {
  const dataDir = await makeLoadedDemonstration();
  const first = await startPortal({ command: "demo", dataDir });
  const visitor = await signInAs(first.url, await firstPersona(first));
  await first.kill();
  expect(await serverProcesses(clusterOf(first))).not.toEqual([]);

  const port = new URL(first.url).port;
  const second = await startPortal({ command: "demo", dataDir, args: [`--port=${port}`] });
  expect((await visitor.get("/annuaire")).status).toBe(200);
  expect((await second.stop()).code).toBe(0);
  expect(await serverProcesses(clusterOf(second))).toEqual([]);
});

test("a second portal on the same folder is refused, and the first does not notice", async () => {
  const first = await startPortal({ command: "demo", dataDir: await makeLoadedDemonstration() });
  for (const command of ["demo", "start"] as const) {
    const second = await launchPortal({ command, dataDir: first.dataDir });
    expect((await second.exited).code).toBe(1);
    expect(second.output()).toContain(`Another portal is already running on ${first.dataDir}: stop it first`);
  }
  expect(await health(first)).toBe(200);
});

test("a data folder of a later portal is refused with a reason", async () => {
  const dataDir = await makeDataDir();
  await writeFile(join(dataDir, "portal.json"), '{"format":99}');
  const portal = await launchPortal({ dataDir });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toContain("was written by a later version (format 99");
  // With a server given by URL it is the same folder, with other things in it.
  const { portalUrl, ownerUrl } = await testDatabase();
  const other = await launchPortal({ dataDir, databaseUrl: portalUrl, ownerUrl });
  expect((await other.exited).code).toBe(1);
  expect(other.output()).toContain("was written by a later version (format 99");
});

async function expectAway(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).toBe("5");
  expect(await answer.text()).toContain("Le portail ne répond pas en ce moment");
}

/** The runner of jobs has come back as well. */
async function expectJobsToRun(portalUrl: string): Promise<void> {
  await run(portalUrl, "INSERT INTO jobs.job (name) VALUES ('accounts.clean-sessions')");
  await vi.waitFor(async () => {
    const [row] = await run(
      portalUrl,
      "SELECT count(*)::int AS done FROM jobs.job WHERE state = 'completed'",
    );
    expect(row?.done).toBeGreaterThan(0);
  }, soon);
}

const clusterOf = ({ dataDir }: RunningTestPortal) => join(dataDir, "postgresql");

async function serverPid(portal: RunningTestPortal): Promise<number> {
  const noted = await readPidFile(clusterOf(portal));
  if (!noted) throw new Error("no server is recorded"); // kill(0) would hit the tests
  return noted.pid;
}

async function firstPersona({ dataDir }: RunningTestPortal) {
  const [persona] = JSON.parse(await readFile(join(dataDir, "personas.json"), "utf8"));
  return persona as { email: string; password: string };
}
