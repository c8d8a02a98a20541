import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { CannotStartDatabase, errorCode } from "./errors";

/** Reads a small JSON file; undefined if it does not exist. Throws CannotStartDatabase when its content is invalid. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await orMissing(readFile(path, "utf8"));
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CannotStartDatabase("damaged", `The file ${path} cannot be read: restore it from a backup.`);
}

/** Writes a file atomically and durably. */
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

/** Makes a rename in this folder durable (Windows has no fsync for folders, and needs none). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * Creates a folder, with its parents, with exactly this mode regardless of the umask. An existing one keeps its mode.
 * Created step by step: Node's `recursive` loops forever where a folder exists but accepts no children (below /proc).
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  if (await makeWithParents(path)) await chmod(path, mode);
}

/** @returns whether it was created now. */
async function makeWithParents(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return false;
    const parent = dirname(path);
    if (code !== "ENOENT" || parent === path) throw error;
    // The parent exists, yet creating a child fails with ENOENT: it accepts no children.
    if (await exists(parent)) throw Object.assign(new Error(`${parent} takes no folder`), { code: "EPERM" });
    await makeWithParents(parent);
    return await makeWithParents(path);
  }
}

/** True when something exists at this path. */
export async function exists(path: string): Promise<boolean> {
  return (await orMissing(stat(path))) !== undefined;
}

/** The result, or undefined where the file does not exist; other errors pass. */
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
    return undefined; // rejected by the schema, with the file's name
  }
}
