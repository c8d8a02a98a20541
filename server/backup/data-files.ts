import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { noticeName, orMissing } from "../postgres";
import type { ArchiveWriter } from "./archive";
import { fileEntryName } from "./manifest";
import { markerName } from "./unfinished";

/**
 * Names in the data folder that a backup omits: the cluster, its programs, passwords and pointer (a restored portal
 * creates its own), the stamp and the lock, and working files of this command and of a start.
 */
const isOfThisPlace = (name: string): boolean =>
  /^postgresql([.-].*)?$/.test(name) ||
  /^restore-[0-9a-f]+$/.test(name) ||
  // Uploads in progress begin again.
  name === "uploads" ||
  ["portal.json", "portal.lock", noticeName, markerName].includes(name);

/** A file that is still being written and is renamed when complete. */
const isDraft = (name: string): boolean => name.endsWith(".new");

/** The names in a data folder that belong to the portal's content: mail, and files of later versions. */
export async function listContent(dataDir: string): Promise<string[]> {
  const names = (await orMissing(readdir(dataDir))) ?? [];
  return names.filter((name) => !isOfThisPlace(name) && !isDraft(name)).sort();
}

/**
 * Adds every content file of the data folder. Files deleted meanwhile are omitted.
 * @returns paths of other entries (links, sockets), which are not in the backup.
 */
export async function dumpFiles(dataDir: string, archive: ArchiveWriter): Promise<string[]> {
  const leftOut: string[] = [];
  const addFolder = async (folder: string, names: Iterable<string>): Promise<void> => {
    const entries = (await orMissing(readdir(join(dataDir, folder), { withFileTypes: true }))) ?? [];
    const wanted = new Set(names);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!wanted.has(entry.name) && folder === "") continue;
      if (isDraft(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await addFolder(path, []);
      else if (entry.isFile()) await addFile(dataDir, path, archive);
      else leftOut.push(path);
    }
  };
  await addFolder("", await listContent(dataDir));
  return leftOut;
}

async function addFile(dataDir: string, path: string, archive: ArchiveWriter): Promise<void> {
  const file = await orMissing(open(join(dataDir, path), "r"));
  if (!file) return;
  try {
    const { size } = await file.stat();
    const content =
      size === 0 ? Readable.from([]) : file.createReadStream({ end: size - 1, autoClose: false });
    await archive.addStream(fileEntryName(path), size, content);
  } finally {
    await file.close();
  }
}

/** The files of a backup, staged beside the content of a data folder until they replace it. */
export interface StagedFiles {
  add(path: string, content: AsyncIterable<Buffer>): Promise<void>;
  /** Replaces the whole content of the data folder by them. */
  takePlace(): Promise<void>;
  discard(): Promise<void>;
}

/** Creates the staging folder in the data folder itself, so that the files can be renamed into place. */
export async function stageFiles(dataDir: string): Promise<StagedFiles> {
  const staging = join(dataDir, `restore-${randomBytes(4).toString("hex")}`);
  const former = join(dataDir, `restore-${randomBytes(4).toString("hex")}`);
  await mkdir(staging, { mode: 0o700 });
  const discard = async (): Promise<void> => {
    for (const folder of [staging, former]) await rm(folder, { recursive: true, force: true });
  };
  return {
    async add(path, content) {
      const file = join(staging, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await pipeline(content, createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }));
    },
    async takePlace() {
      await mkdir(former, { mode: 0o700 });
      for (const name of await listContent(dataDir)) await rename(join(dataDir, name), join(former, name));
      for (const name of await readdir(staging)) await rename(join(staging, name), join(dataDir, name));
      await discard();
    },
    discard,
  };
}
