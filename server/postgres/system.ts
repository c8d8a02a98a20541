import { access, chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { binariesIn, program } from "./binaries";
import { type Cluster, openClusterWith } from "./cluster";
import type { Log } from "./log";

/**
 * A temporary server of the system's PostgreSQL, for tests of a portal with an external database. stop() deletes its
 * folder. Throws an error that says what to install when there is none.
 */
export async function openSystemCluster(log: Log): Promise<Cluster> {
  const folder = await systemBinaries();
  const room = await mkdtemp(join(tmpdir(), "remiddh-system-"));
  await chmod(room, 0o711); // as root, the server runs as another user
  const forget = (): Promise<void> => rm(room, { recursive: true, force: true, maxRetries: 5 });
  try {
    const dataDir = join(room, "data");
    const cluster = await openClusterWith((account) => binariesIn(folder, account), {
      dataDir,
      log,
      durable: false,
    });
    return { ...cluster, stop: () => cluster.stop().finally(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Debian and Ubuntu, Red Hat, Homebrew; then any `postgres` in the PATH. */
const shelves = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"];

/** The program folder of a system PostgreSQL. Throws an error that says what to install when there is none. */
export async function systemBinaries(patterns = shelves, path = process.env.PATH ?? ""): Promise<string> {
  const onShelves = (await Promise.all(patterns.map(unfold))).flat();
  const inPath = path.split(delimiter).filter((folder) => folder !== "");
  for (const folder of [...onShelves, ...inPath]) if (await holdsPrograms(folder)) return folder;
  throw new Error(
    "These tests need a PostgreSQL of the system: install it (on Debian: apt-get install postgresql).",
  );
}

/** The folders that match a pattern with one star. */
async function unfold(pattern: string): Promise<string[]> {
  const [before = "", after = ""] = pattern.split("*");
  const parent = before.slice(0, before.lastIndexOf("/"));
  const start = before.slice(parent.length + 1);
  const names = await readdir(parent).catch(() => []); // not this kind of system
  return names.filter((name) => name.startsWith(start)).map((name) => join(parent, name) + after);
}

async function holdsPrograms(folder: string): Promise<boolean> {
  const programs = [program(folder, "initdb"), program(folder, "postgres")];
  const found = await Promise.all(
    programs.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}
