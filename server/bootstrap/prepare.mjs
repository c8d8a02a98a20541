import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/**
 * What has to be there before the portal can run on a fresh clone: packages, generated code, the build. Plain
 * JavaScript without a package, since none is installed yet. Each step is skipped when it would change nothing.
 */

const root = join(import.meta.dirname, "../..");
const oldestNode = [20, 19];

/** Installs, generates and builds what is missing or stale; ends the process with a sentence when it cannot. */
export async function prepare() {
  refuseOldNode();
  const free = await alone();
  install();
  generate();
  build();
  free();
}

/** Only packages and generated code: what checks and tests start from. */
export async function prepareSources() {
  refuseOldNode();
  const free = await alone();
  install();
  generate();
  free();
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Node ${oldestNode.join(".")} or later is needed; this is ${process.versions.node}.`);
}

/** Two starts on one fresh clone must not install over each other: the second waits for the first. */
async function alone() {
  if (process.platform !== "linux") return () => undefined;
  const name = `\0remiddh-prepare-${createHash("sha256").update(root).digest("hex")}`;
  for (let waited = false; ; waited = true) {
    const server = createServer();
    const got = await new Promise((resolve) => {
      server.once("error", () => resolve(false)).listen(name, () => resolve(true));
    });
    if (got) return () => server.close();
    if (!waited) say("waiting for another start to finish its installation");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function install() {
  const wanted = hashOf([join(root, "package-lock.json")]);
  const stamp = join(root, "node_modules/.portal-installed");
  if (isStamped(stamp, wanted)) return;
  say("installing packages (npm ci)");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

function generate() {
  const wanted = hashOf([join(root, "prisma/schema.prisma"), join(root, "package-lock.json")]);
  const stamp = join(root, "app/db/generated/.portal-generated");
  if (isStamped(stamp, wanted)) return;
  say("generating the database client");
  // Prisma asks for a schema engine that `generate` does not use, and would download it: any file will do.
  run(bin("prisma"), ["generate", "--no-hints"], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CI: "1" });
  writeFileSync(stamp, wanted);
}

function build() {
  const sources = [
    "app",
    "server",
    "prisma",
    "public",
    "remix.config.js",
    "vite.config.ts",
    "package-lock.json",
  ];
  const wanted = hashOf(sources.map((source) => join(root, source)).flatMap(filesOf));
  const stamp = join(root, "build/.portal-built");
  if (isStamped(stamp, wanted)) return;
  say("building");
  run(process.execPath, [join(root, "server/bootstrap/build.mjs")]);
  writeFileSync(stamp, wanted);
}

/** @param {string} stamp @param {string} wanted */
function isStamped(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap(filesOf);
}

/** @param {string} name */
const bin = (name) => join(root, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function run(command, args, env = {}) {
  mkdirSync(join(root, "build"), { recursive: true });
  const windows = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    shell: windows,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}${error ?? ""}\n`);
  fail(`This step failed: ${command} ${args.join(" ")}`);
}

/** @param {string} step */
function say(step) {
  process.stdout.write(`… ${step}\n`);
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
