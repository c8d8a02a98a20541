import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fail, root, run, say } from "./steps.mjs";

/**
 * Prepares a fresh clone: packages, generated code, the build. Plain JavaScript without imports of packages, since none may
 * be installed yet. Each step is skipped when its result is current.
 */

const oldestNode = [20, 19];

/** npm starts this process below a shell; the end of npm is visible only as a changed parent process. */
const parent = process.ppid;

/** Installs, generates and builds what is missing or stale; on failure prints one sentence and exits. */
export async function prepare() {
  refuseOldNode();
  // A user with read-only access to the checkout can start a build made by another user.
  if (isBuilt() && isInstalled()) return;
  await alone(async () => {
    await install();
    await generate();
    await build();
  });
}

/** Only packages and generated code: the basis of development, checks and tests. */
export async function prepareSources() {
  refuseOldNode();
  await alone(async () => {
    await install();
    await generate();
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Node ${oldestNode.join(".")} or later is needed; this is ${process.versions.node}.`);
}

/**
 * Serialises concurrent starts on one fresh clone: the second waits for the first.
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  const free = process.platform === "linux" ? await bindName() : () => undefined;
  await work();
  free();
  if (process.env.npm_lifecycle_event && process.ppid !== parent) process.exit(1);
}

/** An abstract socket name serves as a lock: exclusive, and released when the process ends. */
async function bindName() {
  const name = `\0remiddh-prepare-${createHash("sha256").update(root).digest("hex")}`;
  for (let waited = false; ; waited = true) {
    const server = createServer();
    const got = await new Promise((resolve) => {
      server.once("error", () => resolve(false)).listen(name, () => resolve(true));
    });
    if (got) return () => server.close();
    if (!waited) say("waiting for another start that installs or builds");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function install() {
  if (isInstalled({ toBuild: true })) return;
  say("installing packages (npm ci); the first time this takes a minute or more");
  // Regardless of NODE_ENV: building needs the development dependencies.
  await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { shown: true });
}

/**
 * Compares the lockfile with npm's record of the installation, which npm writes last. Packages for other systems are
 * optional and may be absent; development packages are needed only to build.
 */
function isInstalled({ toBuild = false } = {}) {
  const note = join(root, "node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = Object.entries(readPackages(join(root, "package-lock.json")));
  const there = readPackages(note);
  return wanted.every(
    ([path, { version, optional, dev, devOptional }]) =>
      path === "" ||
      there[path]?.version === version ||
      (!there[path] && (optional || devOptional || (dev && !toBuild))),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean, dev?: boolean, devOptional?: boolean }>}
 */
const readPackages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

async function generate() {
  const wanted = hashOf(["prisma/schema.prisma", "package-lock.json"]);
  const stamp = join(root, "app/db/generated/.portal-generated");
  if (isStamped(stamp, wanted)) return;
  say("generating the database client");
  rmSync(stamp, { force: true });
  // Prisma wants a schema engine, which `generate` does not use, and would download it: any file satisfies it.
  await run(bin("prisma"), ["generate", "--no-hints"], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CI: "1" },
  });
  writeFileSync(stamp, wanted);
}

const sources = [
  "app",
  "server",
  "prisma",
  "public",
  "docs/rights-matrix.md",
  "remix.config.js",
  "vite.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const buildStamp = join(root, "build/.portal-built");
const isBuilt = () => isStamped(buildStamp, hashOf(sources.flatMap(filesOf)));

async function build() {
  const wanted = hashOf(sources.flatMap(filesOf));
  if (isStamped(buildStamp, wanted)) return;
  say("building");
  // Removed first and written last: an interrupted build is not mistaken for a complete one.
  rmSync(buildStamp, { force: true });
  await run(process.execPath, [join(root, "server/bootstrap/bundle.mjs")]);
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

/** @param {string} stamp @param {string} wanted */
function isStamped(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

/**
 * Independent of the location of the checkout.
 * @param {string[]} files relative to it
 */
function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(`${file.replaceAll("\\", "/")}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** Derived files, and files that go into no build. */
const passedOver = /(^|[/\\])generated$|\.test\.tsx?$/;

/** @param {string} path relative to the checkout @returns {string[]} */
function filesOf(path) {
  if (passedOver.test(path)) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.map((name) => join(path, name)).flatMap(filesOf);
}

/** @param {string} name */
const bin = (name) => join(root, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);
