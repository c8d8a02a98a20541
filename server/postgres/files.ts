import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { CannotStartDatabase, errorCode } from "./errors";

/** Reads a small JSON file; undefined when there is none. Throws CannotStartDatabase when it is not what it should be. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await orMissing(readFile(path, "utf8"));
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CannotStartDatabase("damaged", `The file ${path} cannot be read: restore it from a backup.`);
}

/** Writes a whole file or nothing, even through a power cut. */
export async function writeSafely(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.new`;
  try {
    await writeAndSync(draft, text, mode);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Makes a rename in this folder survive a power cut (Windows has no such call on folders, and needs none). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * Makes a folder, with its parents, of exactly this mode whatever the umask is. One that exists keeps its own.
 * Step by step: Node's `recursive` turns for ever where a folder exists and takes no others (below /proc).
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  if (await makeWithParents(path)) await chmod(path, mode);
}

/** @returns whether it was made now. */
async function makeWithParents(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return false;
    const parent = dirname(path);
    if (code !== "ENOENT" || parent === path) throw error;
    // The parent is there, and says of its new child that there is no such thing: it takes none.
    if (await exists(parent)) throw Object.assign(new Error(`${parent} takes no folder`), { code: "EPERM" });
    await makeWithParents(parent);
    return await makeWithParents(path);
  }
}

/** True when something stands at this path. */
export async function exists(path: string): Promise<boolean> {
  return (await orMissing(stat(path))) !== undefined;
}

/** The outcome, or undefined where the file it asks for does not exist; other errors pass. */
export async function orMissing<T>(outcome: Promise<T>): Promise<T | undefined> {
  try {
    return await outcome;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function writeAndSync(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it, with the file's name
  }
}
