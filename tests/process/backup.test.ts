import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { expect, inject, onTestFinished, test } from "vitest";
import { portalSchemas } from "../../server/database/grants";
import { reachCluster, withClient } from "../../server/postgres";
import { insertBlankText } from "../support/blank-text";
import { personasInside } from "../support/embedded";
import { LiveClient, LiveText } from "../support/live-client";
import { launchPortal, makeDataDir, makeLoadedDemonstration, startPortal } from "../support/portal";
import { Random } from "../support/random";
import { paragraphsOf, Typist } from "../support/typist";
import { until } from "../support/until";
import { signInAs, Visitor } from "../support/visitor";
import { bareDatabase, run, testDatabase } from "./databases";

interface Ended {
  code: number | null;
  output: string;
}

/** Starts one of the built commands as a process of its own. */
function begin(
  command: "backup" | "restore" | "audit-verify",
  args: string[],
  env: Record<string, string> = {},
) {
  const { PATH, NODE_ENV } = process.env;
  const child: ChildProcess = spawn(process.execPath, [`build/process/${command}.js`, ...args], {
    env: { PATH, NODE_ENV, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += String(data)));
  const ended = once(child, "close").then(([code]): Ended => ({ code, output }));
  return { child, ended };
}

const runCommand = (...given: Parameters<typeof begin>): Promise<Ended> => begin(...given).ended;

/** Every row of a database, and how its tables are made, to be compared; read by nothing that a backup uses. */
async function contentOf(ownerUrl: string): Promise<Record<string, unknown>> {
  return await withClient(ownerUrl, async (client) => {
    const schemas = ["public", "jobs", "secrets", "limits"];
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname = ANY($1) AND tablename <> '_prisma_migrations' ORDER BY name`,
      [schemas],
    );
    const content: Record<string, unknown> = {};
    for (const { name } of tables) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, '\n' ORDER BY t::text), '')) AS hash FROM ONLY ${name} t`,
      );
      content[name] = rows[0];
    }
    const ask = async (sql: string) => (await client.query(sql, [schemas])).rows;
    content.migrations = (
      await client.query("SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name")
    ).rows;
    content.constraints = await ask(
      `SELECT conrelid::regclass::text AS table, conname, convalidated, pg_get_constraintdef(oid) AS is FROM pg_constraint
       WHERE connamespace = ANY(SELECT oid FROM pg_namespace WHERE nspname = ANY($1)) ORDER BY 1, 2`,
    );
    content.triggers = await ask(
      `SELECT tgrelid::regclass::text AS table, tgname, tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
       JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = ANY($1) AND NOT tgisinternal ORDER BY 1, 2`,
    );
    content.indexes = await ask("SELECT indexdef FROM pg_indexes WHERE schemaname = ANY($1) ORDER BY 1");
    content.routines = await ask(
      `SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = ANY(
         SELECT oid FROM pg_namespace WHERE nspname = ANY($1)) ORDER BY 1`,
    );
    content.sequences = await ask(
      "SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE schemaname = ANY($1) ORDER BY 1, 2",
    );
    return content;
  });
}

/** Every row and rule of the embedded database of a data folder whose portal does not run. */
async function contentInside(dataDir: string): Promise<Record<string, unknown>> {
  const { ownerUrl, close } = await reachCluster({ dataDir, log: pino({ level: "silent" }) });
  return await contentOf(ownerUrl).finally(close);
}

/** The names and texts of the files of a data folder that are the portal's content. */
async function filesOf(dataDir: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(dataDir.length + 1);
    if (!entry.isFile() || /^(postgresql|portal\.|LISEZ-MOI)/.test(path)) continue;
    files[path] = await readFile(join(dataDir, path), "utf8");
  }
  return files;
}

/** A folder that only its owner may enter, like /root: as root the cluster of a data folder in it is elsewhere. */
async function closedFolder(): Promise<string> {
  const folder = join(await makeDataDir(), "closed");
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

test("a backup of a portal that people write in holds everything acknowledged before it, and the restored portal goes on from there", async () => {
  const folder = await closedFolder();
  const dataDir = join(folder, "data");
  const portal = await startPortal({ command: "demo", dataDir });
  const running = await reachCluster({ dataDir, log: pino({ level: "silent" }) });
  const text = await withClient(running.portalUrl, insertBlankText);
  const [thread] = await run<{ id: string }>(
    running.portalUrl,
    `SELECT "id" FROM "Thread" ORDER BY "id" LIMIT 1`,
  );
  const member = (await personasInside(portal)).find(({ role }) => role === "member") ?? null;
  const visitor = await signInAs(portal.url, member);

  const client = await new LiveClient(portal.url, visitor.cookieHeader).connected();
  onTestFinished(() => client.close());
  const live = new LiveText(client, text);
  await live.open();
  const typist = new Typist(live, "a", new Random(1));
  let posts = 0;
  const post = async (): Promise<void> => {
    const fields = { body: `Message numéro ${posts}`, key: crypto.randomUUID() };
    expect((await visitor.post(`/fils/${thread?.id}`, fields)).status).toBe(302);
    posts += 1;
  };
  for (let round = 0; round < 3; round++) {
    typist.type();
    await post();
  }
  await until(() => expect(live.pending).toBe(0));
  const [typedBefore, postedBefore] = [3, posts];

  const file = join(folder, "backup.tgz");
  const backup = runCommand("backup", [`--data-dir=${dataDir}`, file]);
  let over = false;
  void backup.then(() => (over = true));
  let typed = 3;
  while (!over) {
    typist.type();
    typed += 1;
    // Below the rate limit of posts: 30 a minute.
    if (posts < 25) await post();
    await delay(5);
  }
  expect(await backup).toMatchObject({ code: 0, output: expect.stringContaining("written and read back") });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(["backup.tgz", "data"]);
  client.close();
  await portal.stop();

  const elsewhere = join(await makeDataDir(), "restored");
  expect(await runCommand("restore", [`--data-dir=${elsewhere}`, file])).toMatchObject({ code: 0 });
  expect(await runCommand("audit-verify", [`--data-dir=${elsewhere}`])).toMatchObject({ code: 0 });
  const restored = await startPortal({ command: "demo", dataDir: elsewhere });
  const back = await signInAs(restored.url, member);
  const inside = await reachCluster({ dataDir: elsewhere, log: pino({ level: "silent" }) });
  const found = await run<{ body: string }>(
    inside.portalUrl,
    `SELECT "body" FROM "Post" WHERE "body" LIKE 'Message numéro %' ORDER BY "change"`,
  );
  expect(found).toEqual(found.map((_, index) => ({ body: `Message numéro ${index}` })));
  expect(found.length).toBeGreaterThanOrEqual(postedBefore);
  expect(found.length).toBeLessThanOrEqual(posts);

  const reader = await new LiveClient(restored.url, back.cookieHeader).connected();
  onTestFinished(() => reader.close());
  const opened = new LiveText(reader, text);
  await opened.open();
  const [words = ""] = paragraphsOf(opened.doc).filter((paragraph) => paragraph.startsWith("¤a0"));
  expect(typist.tokens(typed).startsWith(words)).toBe(true);
  expect(words).not.toBe(typist.tokens(typed));
  expect(words.startsWith(typist.tokens(typedBefore))).toBe(true);
  // And the restored text takes what is written next.
  const next = new Typist(opened, "b", new Random(2));
  next.type();
  await until(() => expect(opened.pending).toBe(0));
  expect((await back.get(`/fils/${thread?.id}`)).status).toBe(200);
});

test("of a portal at rest every row, rule and file is the same in another data folder, and the folder itself says what a copy would lack", async () => {
  const folder = await closedFolder();
  const dataDir = await makeLoadedDemonstration();
  await mkdir(join(dataDir, "mail/older"), { recursive: true });
  await writeFile(join(dataDir, "mail/one.json"), '{"to":"a@demo.example"}');
  await writeFile(join(dataDir, "mail/older/empty.json"), "");
  await writeFile(join(dataDir, "mail/half.json.new"), "{");
  await mkdir(join(dataDir, "files/ab"), { recursive: true });
  await writeFile(join(dataDir, "files/ab/cd"), "Des octets d’un fichier");
  await mkdir(join(dataDir, "uploads"), { recursive: true });
  await writeFile(join(dataDir, "uploads/en-cours"), "la moitié");
  const socket = createServer().listen(join(dataDir, "left.sock"));
  await once(socket, "listening");
  onTestFinished(() => void socket.close());

  const file = join(folder, "backup.tgz");
  const made = await runCommand("backup", [`--data-dir=${dataDir}`, file]);
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining("left.sock") });
  const target = join(folder, "restored");
  expect(await runCommand("restore", [`--data-dir=${target}`, file])).toMatchObject({ code: 0 });
  expect(await contentInside(target)).toEqual(await contentInside(dataDir));
  const { "mail/half.json.new": _half, "uploads/en-cours": _upload, ...files } = await filesOf(dataDir);
  expect(await filesOf(target)).toEqual(files);
  expect(await readFile(join(dataDir, "LISEZ-MOI.txt"), "utf8")).toContain("npm run backup");
  if (process.getuid?.() === 0) {
    const notice = await readFile(join(target, "LISEZ-MOI.txt"), "utf8");
    expect(notice).toContain("LA BASE DE DONNÉES N’EST PAS DANS CE DOSSIER");
    expect(notice).toContain("THE DATABASE IS NOT IN THIS FOLDER");
  }
});

test("of a server of the operator's too, by the owner's connection, and from there into an embedded one", async () => {
  const source = await testDatabase("demonstration");
  const folder = await makeDataDir();
  const file = join(folder, "backup.tgz");
  const env = (of: { portalUrl: string; ownerUrl: string }, dataDir: string) => ({
    DATABASE_URL: of.portalUrl,
    DATABASE_OWNER_URL: of.ownerUrl,
    DATA_DIR: join(folder, dataDir),
  });
  const portal = await startPortal({
    databaseUrl: source.portalUrl,
    ownerUrl: source.ownerUrl,
    dataDir: join(folder, "one"),
  });
  expect(await readFile(join(folder, "one/LISEZ-MOI.txt"), "utf8")).toContain("DATABASE_URL");
  expect(await runCommand("backup", [file], env(source, "one"))).toMatchObject({ code: 0 });
  // While anything is connected, nothing is replaced under it.
  expect(await runCommand("restore", ["--replace", file], env(source, "one"))).toMatchObject({
    code: 1,
    output: expect.stringContaining("is in use"),
  });
  await portal.stop();
  expect(await runCommand("backup", [file], env(source, "one"))).toMatchObject({ code: 0 });

  const schemas = await run<{ name: string }>(
    source.ownerUrl,
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' ORDER BY name",
  );
  expect(schemas.map(({ name }) => name)).toEqual([...portalSchemas].sort());
  const target = await bareDatabase();
  expect(await runCommand("restore", [file], env(target, "two"))).toMatchObject({ code: 0 });
  const content = await contentOf(source.ownerUrl);
  expect(await contentOf(target.ownerUrl)).toEqual(content);
  const restored = await startPortal({
    databaseUrl: target.portalUrl,
    ownerUrl: target.ownerUrl,
    dataDir: join(folder, "two"),
  });
  const member = inject("personas").find(({ role }) => role === "member") ?? null;
  expect((await (await signInAs(restored.url, member)).get("/annuaire")).status).toBe(200);
  await expect(run(target.portalUrl, `UPDATE "AuditEntry" SET "action" = 'x'`)).rejects.toThrow(
    "permission denied",
  );
  await restored.stop();

  const embedded = join(folder, "three");
  expect(await runCommand("restore", [`--data-dir=${embedded}`, file])).toMatchObject({ code: 0 });
  expect(await contentInside(embedded)).toEqual(content);
});

test("the portal's own role cannot make a backup where the owner is another one, and the refusal says whom to give", async () => {
  const { portalUrl } = await testDatabase();
  const folder = await makeDataDir();
  const made = await runCommand("backup", [join(folder, "b.tgz")], {
    DATABASE_URL: portalUrl,
    DATA_DIR: folder,
  });
  expect(made).toMatchObject({ code: 1, output: expect.stringContaining("would be in the data folder") });
  const again = await runCommand("backup", [join(folder, "b.tgz")], {
    DATABASE_URL: portalUrl,
    DATA_DIR: join(folder, "data"),
  });
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining("DATABASE_OWNER_URL") });
  expect(await readdir(folder)).toEqual([]);
});

test("a file that was cut off, altered anywhere or added to is refused, and so is one of a newer portal; nothing is touched", async () => {
  const source = await testDatabase();
  const folder = await makeDataDir();
  const file = join(folder, "backup.tgz");
  const env = { DATABASE_URL: source.ownerUrl, DATA_DIR: join(folder, "data") };
  expect(await runCommand("backup", [file], env)).toMatchObject({ code: 0 });
  expect(await runCommand("backup", ["--check", file])).toMatchObject({ code: 0 });

  const bytes = await readFile(file);
  const flipped = (at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const third = Math.floor(bytes.length / 3);
  const wrong: [string, Buffer][] = [
    ["cut", bytes.subarray(0, third)],
    ["without its last byte", bytes.subarray(0, -1)],
    ["added to", Buffer.concat([bytes, Buffer.from([0])])],
    ["twice", Buffer.concat([bytes, bytes])],
    ["empty", Buffer.alloc(0)],
    ...[0, 4, 9, third, 2 * third, bytes.length - 60, bytes.length - 30, bytes.length - 1].map(
      (at): [string, Buffer] => [`altered at ${at}`, flipped(at)],
    ),
  ];
  const target = join(folder, "target");
  const absent = await runCommand("restore", [`--data-dir=${target}`, join(folder, "absent.tgz")]);
  expect(absent).toMatchObject({ code: 1, output: expect.stringContaining("absent.tgz is not a file") });
  for (const [name, content] of wrong) {
    await writeFile(join(folder, "wrong.tgz"), content);
    const refused = await runCommand("restore", [`--data-dir=${target}`, join(folder, "wrong.tgz")]);
    expect(refused, name).toMatchObject({ code: 1, output: expect.stringContaining("cut off or altered") });
    expect((await runCommand("backup", ["--check", join(folder, "wrong.tgz")])).code, name).toBe(1);
  }
  expect(existsSync(target)).toBe(false);

  await run(
    source.ownerUrl,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('1', 'x', '20991231000000_later', now())`,
  );
  expect(await runCommand("backup", [file], env)).toMatchObject({ code: 0 });
  expect(await runCommand("restore", [`--data-dir=${target}`, file])).toMatchObject({
    code: 1,
    output: expect.stringContaining(
      "newer version of the portal: it holds the migration 20991231000000_later",
    ),
  });
  expect(existsSync(target)).toBe(false);
});

test("what is there is replaced only when that is asked for, and stays as it is when the restore fails", async () => {
  const [good, broken, target] = await Promise.all([
    testDatabase("demonstration"),
    testDatabase(),
    testDatabase(),
  ]);
  const folder = await makeDataDir();
  const dataDir = join(folder, "data");
  const backup = async (ownerUrl: string, name: string): Promise<string> => {
    const file = join(folder, name);
    const made = await runCommand("backup", [file], {
      DATABASE_URL: ownerUrl,
      DATA_DIR: join(folder, "source"),
    });
    expect(made).toMatchObject({ code: 0 });
    return file;
  };
  await mkdir(join(folder, "source/mail"), { recursive: true });
  await writeFile(join(folder, "source/mail/new.json"), "{}");
  const file = await backup(good.ownerUrl, "good.tgz");
  // Only a superuser can make a row that violates a foreign key; it has to be refused when the keys are made again.
  const admin = new URL(inject("cluster").adminUrl);
  admin.pathname = new URL(broken.ownerUrl).pathname;
  await run(
    admin.href,
    `SET session_replication_role = replica; INSERT INTO jobs.schedule (name, cron) VALUES ('nowhere', '* * * * *')`,
  );
  const unfit = await backup(broken.ownerUrl, "unfit.tgz");

  await mkdir(join(dataDir, "mail"), { recursive: true });
  await writeFile(join(dataDir, "mail/old.json"), "{}");
  const env = { DATABASE_URL: target.portalUrl, DATABASE_OWNER_URL: target.ownerUrl, DATA_DIR: dataDir };
  const before = await contentOf(target.ownerUrl);
  for (const args of [[file], ["--replace", unfit]]) {
    const refused = await runCommand("restore", args, env);
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/not empty|foreign key/) });
    expect(await contentOf(target.ownerUrl)).toEqual(before);
    expect(Object.keys(await filesOf(dataDir))).toEqual(["mail/old.json"]);
  }
  const elsewhere = { ...env, DATA_DIR: join(folder, "empty") };
  expect((await runCommand("restore", [file], elsewhere)).output).toContain("The database is not empty");

  expect(await runCommand("restore", ["--replace", file], env)).toMatchObject({ code: 0 });
  expect(await contentOf(target.ownerUrl)).toEqual(await contentOf(good.ownerUrl));
  expect(Object.keys(await filesOf(dataDir))).toEqual(["mail/new.json"]);
});

test("with --sign-out every session and account token of the restored data has ended, and nothing else", async () => {
  const folder = await closedFolder();
  const dataDir = await makeLoadedDemonstration();
  const portal = await startPortal({ command: "demo", dataDir });
  const persona = (await personasInside(portal)).find(({ role }) => role === "member");
  if (!persona) throw new Error("No persona is a member.");
  const visitor = await signInAs(portal.url, persona);
  await new Visitor(portal.url).post("/mot-de-passe/oublie", { email: persona.email });
  await portal.stop();
  const file = join(folder, "backup.tgz");
  expect(await runCommand("backup", [`--data-dir=${dataDir}`, file])).toMatchObject({ code: 0 });
  expect((await runCommand("backup", ["--sign-out", `--data-dir=${dataDir}`, file])).code).not.toBe(0);

  const elsewhere = join(await makeDataDir(), "restored");
  const restore = await runCommand("restore", ["--sign-out", `--data-dir=${elsewhere}`, file]);
  expect(restore).toMatchObject({ code: 0, output: expect.stringContaining("Every session has ended") });
  const restored = await startPortal({ command: "demo", dataDir: elsewhere });
  const inside = await reachCluster({ dataDir: elsewhere, log: pino({ level: "silent" }) });
  const [left] = await run<Record<string, number>>(
    inside.portalUrl,
    `SELECT (SELECT count(*)::int FROM "Session") AS sessions, (SELECT count(*)::int FROM "PasswordReset") AS resets,
       (SELECT count(*)::int FROM "Ceremony") AS ceremonies, (SELECT count(*) > 0 FROM "Post")::int AS posts`,
  );
  expect(left).toEqual({ sessions: 0, resets: 0, ceremonies: 0, posts: 1 });
  const answer = await fetch(`${restored.url}/compte`, {
    headers: { Cookie: visitor.cookieHeader },
    redirect: "manual",
  });
  expect(answer.headers.get("Location")).toMatch(/^\/connexion/);
  expect((await (await signInAs(restored.url, persona)).get("/annuaire")).status).toBe(200);
});

test("after a restore that was killed no portal starts, until it has been run again", async () => {
  const source = await makeLoadedDemonstration();
  const folder = await makeDataDir();
  const file = join(folder, "backup.tgz");
  expect(await runCommand("backup", [`--data-dir=${source}`, file])).toMatchObject({ code: 0 });
  const dataDir = await makeDataDir();
  const { child, ended } = begin("restore", [`--data-dir=${dataDir}`, file]);
  await until(() => expect(existsSync(join(dataDir, "restore-unfinished.json"))).toBe(true));
  child.kill("SIGKILL");
  await ended;
  const portal = await launchPortal({ dataDir });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toContain('run "npm run restore" again');

  expect(await runCommand("restore", [`--data-dir=${dataDir}`, file])).toMatchObject({ code: 0 });
  expect(await contentInside(dataDir)).toEqual(await contentInside(source));
});
