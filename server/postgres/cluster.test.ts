import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "./connection";
import { makeRoom, type Room, recordingLog } from "./fixtures/room";
import { type Cluster, openCluster } from "./index";
import { serverProcesses } from "./processes";

let room: Room;
let cluster: Cluster;
const log = recordingLog();

const open = (): Promise<Cluster> => openCluster({ dataDir: room.dataDir, systemDir: room.systemDir, log });
const ask = async (url: string, sql: string): Promise<unknown[]> =>
  withClient(url, async (client) => (await client.query({ text: sql, rowMode: "array" })).rows);

beforeAll(async () => {
  room = await makeRoom();
  cluster = await open();
});
afterAll(async () => {
  await cluster.stop();
  await room.clear();
});

test("a new cluster syncs to disk, has page checksums, and uses UTF-8 and UTC", async () => {
  const settings = [
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "data_checksums",
    "server_encoding",
    "TimeZone",
  ];
  const shown = settings.map((name) => `current_setting('${name}')`).join(", ");
  expect(await ask(cluster.portalUrl, `SELECT ${shown}`)).toEqual([["on", "on", "on", "on", "UTF8", "UTC"]]);
  expect(await ask(cluster.portalUrl, "SELECT lower('TILLABÉRI'), 'é' < 'z'")).toEqual([
    ["tillabéri", false],
  ]);
});

test("it listens only on 127.0.0.1, without a Unix socket, and requires a password", async () => {
  const shown = "current_setting('listen_addresses'), current_setting('unix_socket_directories')";
  expect(await ask(cluster.adminUrl, `SELECT ${shown}`)).toEqual([["127.0.0.1", ""]]);
  const methods = "SELECT DISTINCT auth_method FROM pg_hba_file_rules";
  expect(await ask(cluster.adminUrl, methods)).toEqual([["scram-sha-256"]]);
  const wrong = cluster.portalUrl.replace(/:[^:@]+@/, ":guessed@");
  await expect(ask(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
});

test("the portal's role may connect only to its own database", async () => {
  const rights = `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls,
    has_database_privilege('remiddh', 'CREATE'), has_database_privilege('remiddh', 'TEMPORARY'),
    has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user`;
  expect(await ask(cluster.portalUrl, rights)).toEqual([[false, false, false, false]]);
  await expect(ask(cluster.urlFor("portal", "postgres"), "SELECT 1")).rejects.toThrow("permission denied");
});

test("the owner's role can create the extensions that search needs, and is no superuser", async () => {
  for (const name of ["unaccent", "pg_trgm", "fuzzystrmatch"]) {
    await ask(cluster.ownerUrl, `CREATE EXTENSION IF NOT EXISTS ${name}`);
  }
  const found =
    "SELECT unaccent('Zinder à Agadez'), levenshtein('jmd', 'jmed'), rolsuper FROM pg_roles WHERE rolname = current_user";
  expect(await ask(cluster.ownerUrl, found)).toEqual([["Zinder a Agadez", 1, false]]);
});

test("another database gets the same rights as the portal's own", async () => {
  await cluster.ensureDatabase("tests_1");
  await cluster.ensureDatabase("tests_1");
  await ask(cluster.urlFor("owner", "tests_1"), "CREATE TABLE note (id int)");
  const portal = cluster.urlFor("portal", "tests_1");
  await expect(ask(portal, "SELECT * FROM note")).rejects.toThrow("permission denied");
  await expect(ask(portal, "CREATE TABLE mine (id int)")).rejects.toThrow("permission denied");
});

test("the passwords are in one file readable only by the portal's user, and in no program's arguments", async () => {
  const path = join(room.dataDir, "postgresql-passwords.json");
  const passwords = Object.values<string>(JSON.parse(await readFile(path, "utf8")));
  const { mode, uid } = await stat(path);
  expect({ mode: mode & 0o777, uid }).toEqual({ mode: 0o600, uid: process.getuid?.() });
  const { stdout } = await promisify(execFile)("ps", ["-eo", "args"]);
  expect(stdout).toContain(`postgres -D ${room.dataDir}`);
  for (const password of passwords) {
    expect(password).toMatch(/^[\w-]{43}$/);
    expect(stdout).not.toContain(password);
    expect(log.lines.join("\n")).not.toContain(password);
  }
});

test("the log contains no statement and no row", async () => {
  const url = cluster.urlFor("owner", "remiddh");
  await ask(url, "CREATE TABLE people (name text UNIQUE)");
  await ask(url, "INSERT INTO people VALUES ('Mariama Secret')");
  const failing = [
    "INSERT INTO people VALUES ('Mariama Secret')",
    "SELECT 'Mariama Secret'::uuid",
    "SELECT 'Mariama\nSecret'::int",
    "SELECT Mariama Secret is no SQL",
    "DO $$ BEGIN RAISE WARNING 'Mariama Secret'; END $$; SELECT 1/0",
  ];
  for (const sql of failing) await expect(ask(url, sql)).rejects.toThrow();
  await cluster.stop();
  cluster = await open();
  expect(log.lines.join("\n")).toContain("database system is shut down");
  expect(log.lines.join("\n")).not.toMatch(/Mariama|Secret|people/);
});

test("stopping takes less than five seconds, leaves no process, and the next start finds the data", async () => {
  await ask(cluster.ownerUrl, "CREATE TABLE kept AS SELECT 'Agadez' AS place");
  const begun = performance.now();
  await cluster.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(await serverProcesses(join(room.dataDir, "postgresql"))).toEqual([]);
  cluster = await open();
  expect(await ask(cluster.ownerUrl, "SELECT place FROM kept")).toEqual([["Agadez"]]);
});
