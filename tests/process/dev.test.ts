import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { removeCluster } from "../../server/postgres";
import { browsing, settled } from "../support/browser";
import { databaseInside, personasInside } from "../support/embedded";
import { LiveClient } from "../support/live-client";
import { follow, type RunningTestPortal } from "../support/portal";
import { signInAs, Visitor } from "../support/visitor";
import { run } from "./databases";

const sources = [
  "app",
  "server",
  "prisma",
  "public",
  "docs",
  "package.json",
  "tsconfig.json",
  "remix.config.js",
  "vite.config.ts",
];

/** A copy of the checkout whose files may be changed. */
async function scratchCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "portal-dev-"));
  await chmod(folder, 0o711); // as root, PostgreSQL runs as another user
  for (const source of sources) await cp(source, join(folder, source), { recursive: true });
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  await mkdir(join(folder, "data"));
  return folder;
}

/** `npm run dev` in that copy, without npm, from its first moment. */
function launchDevelopment(root: string) {
  const dataDir = join(root, "data");
  const tsx = join(process.cwd(), "node_modules/tsx/dist/loader.mjs");
  const child = spawn(
    process.execPath,
    ["--import", tsx, join(root, "server/commands/dev.ts"), "--port=0", `--data-dir=${dataDir}`],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  return follow(child, dataDir);
}

/** The numbers (inodes) of the folders of which Linux tells a process whatever changes. */
async function watchedFolders(pid: number): Promise<Set<number>> {
  const folder = `/proc/${pid}/fdinfo`;
  const infos = await Promise.all((await readdir(folder)).map((fd) => readFile(join(folder, fd), "utf8")));
  const found = infos.join("").matchAll(/^inotify .* ino:(\w+)/gm);
  return new Set([...found].map(([, ino = ""]) => Number.parseInt(ino, 16)));
}

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(file, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(file, after);
}

const soon = { timeout: 20_000, interval: 100 };
/** Vite reads some hundreds of files at a start, one after the other. */
const slowStart = 120_000;

const { open } = browsing();
let root: string;
let launched: ReturnType<typeof launchDevelopment> | undefined;
let portal: RunningTestPortal;

beforeAll(async () => {
  root = await scratchCopy();
  launched = launchDevelopment(root);
  const [, url = ""] = await launched.printed(/answers at (http\S+)/);
  portal = { ...launched, url, setUpLink: undefined };
}, slowStart);

afterAll(async () => {
  await launched?.kill();
  await removeCluster(join(root, "data"));
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

test("it watches its sources, and not the databases", async () => {
  const watched = await watchedFolders(portal.pid);
  const { ino: sources } = await stat(join(root, "app"));
  const { ino: databases } = await stat(join(portal.dataDir, "postgresql/base"));
  expect([watched.has(sources), watched.has(databases)]).toEqual([true, false]);
});

test("it serves its pages with their styles; a file that changes is on the page at the next look", async () => {
  const visitor = new Visitor(portal.url);
  const page = await (await visitor.get("/a-propos")).text();
  const [, styles = ""] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const css = await visitor.get(styles, { Accept: "text/css,*/*" });
  expect([css.status, css.headers.get("Content-Type")]).toEqual([200, "text/css"]);
  expect(page.includes("inject-hmr-runtime")).toBe(true);

  const shows = (words: string) =>
    vi.waitFor(async () => {
      const shown = await (await visitor.get("/a-propos")).text();
      expect(shown.includes(words), words).toBe(true);
    }, soon);
  await change(join(root, "app/pages/static-page.tsx"), "<article", '<article title="Un autre cadre"');
  await shows("Un autre cadre");
  await change(join(root, "app/pages/messages.fr.json"), "À propos de ce portail", "D’autres mots");
  await shows("D’autres mots");
  // A mistake is shown in the browser, and its correction removes it.
  await change(join(root, "app/pages/static-page.tsx"), "Un autre cadre", 'Un troisième"');
  await vi.waitFor(async () => expect((await visitor.get("/a-propos")).status).toBe(500), soon);
  await change(join(root, "app/pages/static-page.tsx"), 'Un troisième"', "Un quatrième");
  await shows("Un quatrième");
});

test("a page that is open in a browser reloads when a component changes", async () => {
  const tab = await open({ base: portal.url });
  tab.page.setDefaultTimeout(slowStart);
  await tab.page.goto("/a-propos", { waitUntil: "commit" });
  await settled(tab);
  await change(join(root, "app/pages/static-page.tsx"), "<article", '<article data-anew=""');
  await tab.page.locator("article[data-anew]").waitFor();
});

test("when the database client or the bus is reloaded there is still one of each", async () => {
  const [secretariat] = await personasInside(portal);
  const visitor = await signInAs(portal.url, secretariat ?? null);
  const { url } = await databaseInside(portal);
  const [thread] = await run<{ id: string }>(url, `SELECT "id" FROM "Thread" LIMIT 1`);
  for (const file of ["app/db/database.server.ts", "app/realtime/bus.server.ts"]) {
    const told = portal.output().match(/loaded anew/g)?.length ?? 0;
    await change(join(root, file), /$/, "\nexport const another = 1;\n");
    await vi.waitFor(async () => {
      expect((await visitor.get("/annuaire")).status).toBe(200);
      expect(portal.output().match(/loaded anew/g)).toHaveLength(told + 1);
    }, soon);
  }
  // The earlier clients have let go of their connections: at most Prisma's ten, the log's and the jobs' three each,
  // and the one that listens.
  await vi.waitFor(async () => {
    const [row] = await run<{ listening: number }>(
      url,
      `SELECT count(*) FILTER (WHERE query LIKE 'LISTEN%')::int AS listening, count(*)::int AS connections
       FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()`,
    );
    expect(row).toEqual({ listening: 1, connections: expect.toSatisfy((count: number) => count <= 17) });
  }, soon);

  const reader = await new LiveClient(portal.url, visitor.cookieHeader).connected();
  onTestFinished(() => reader.close());
  const heard: number[] = [];
  reader.socket.on("thread:changed", ({ change }) => heard.push(change));
  const { change: before } = await reader.ask("thread:join", { thread: thread?.id });
  for (const key of ["le-premier-des-envois", "le-second-des-envois"]) {
    const sent = await visitor.post(`/fils/${thread?.id}`, { body: `Message ${key}`, key });
    expect(sent.status).toBe(302);
  }
  await vi.waitFor(() => expect(heard).toEqual([Number(before) + 1, Number(before) + 2]), soon);
});

test("Ctrl-C ends it within five seconds", async () => {
  const { code, tookMs } = await portal.stop("SIGINT");
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5_000);
});
