import { createHash, randomBytes } from "node:crypto";
import { chmod, cp, readdir, rename, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { exists, makeFolder, orMissing, syncFolder } from "./files";
import { mendLinks } from "./links";
import { run } from "./run";

/**
 * Copies the programs into `store`, readable by every user, under a name made of their version, names and sizes: another
 * checkout with the same PostgreSQL uses the same copy, an upgraded one never a stale one. Returns the folder of the
 * copy.
 */
export async function stage(native: string, store: string, version: string): Promise<string> {
  const shape = await fingerprint(native);
  const copy = join(store, `postgresql-${version}-${shape.slice(0, 16)}`);
  if ((await exists(copy)) && (await fingerprint(copy)) === shape) return copy;
  await makeFolder(store, 0o755);
  await setAside(copy);
  await copyWhole(native, copy);
  return copy;
}

/** An incomplete copy is moved away, not repaired in place: servers may be running from it. */
async function setAside(copy: string): Promise<void> {
  const aside = `${copy}.old-${randomBytes(4).toString("hex")}`;
  await orMissing(rename(copy, aside));
  await rm(aside, { recursive: true, force: true });
}

/** Copied under a temporary name, so that an interrupted copy is never mistaken for a complete one. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.new-${randomBytes(4).toString("hex")}`;
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await mendLinks(draft);
    // A power cut must not leave files with the right size but no content. Skipped where there is no such program.
    await run("sync", ["-f", draft]);
    await rename(draft, copy).catch((error) => acceptTwin(error, copy));
    await syncFolder(join(copy, ".."));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Two portals may stage concurrently; the second finds the complete copy of the first. */
async function acceptTwin(error: unknown, copy: string): Promise<void> {
  if (!(await exists(copy))) throw error;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const { path, isFolder } of await walk(folder)) {
    const runs = isFolder || relative(folder, path).startsWith("bin");
    await chmod(path, runs ? 0o755 : 0o644);
  }
}

/** Names and sizes: with the package's version (npm never changes a published one) they prove completeness. */
async function fingerprint(folder: string): Promise<string> {
  const files = (await walk(folder)).filter(({ isFolder }) => !isFolder);
  const sizes = await Promise.all(files.map(({ path }) => stat(path)));
  const list = files.map(({ path }, index) => `${relative(folder, path)} ${sizes[index]?.size}\n`);
  return createHash("sha256").update(list.join("")).digest("hex");
}

/** Files and folders in a stable order, without links, which may not have been created. */
async function walk(folder: string): Promise<{ path: string; isFolder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
