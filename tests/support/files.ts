import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import type { Viewer } from "../../app/authorization/viewer";
import { db } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { finishUpload } from "../../app/files/finish-upload.server";
import { type FileServices, provideFiles } from "../../app/files/storage.server";
import { uploadPath } from "../../app/files/upload-folder.server";
import { beginUpload, noteArrived, type UploadPlan } from "../../app/files/uploads.server";
import { bundleFileProcess } from "../../server/development/document-worker";
import { openFileServices } from "../../server/file-services";

export interface TestFiles {
  /** The data folder. */
  folder: string;
  services: FileServices;
}

/** Gives a test file the real storage in a folder of its own, and the real process that examines uploads. */
export function useFiles(change: Partial<FileServices> = {}): () => TestFiles {
  let files: TestFiles;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "files-"));
    const opened = openFileServices(
      await bundleFileProcess(process.cwd()),
      { dataDir: folder },
      pino({ level: "silent" }),
    );
    const services = Object.assign(opened, change);
    provideFiles(services);
    files = { folder, services };
    stop = opened.stop;
  });
  afterAll(async () => {
    await stop();
    await rm(files.folder, { recursive: true, force: true });
  });
  return () => files;
}

/** Uploads these bytes as one of the portal's own requests would. @returns the upload afterwards */
export async function upload(
  viewer: Viewer,
  space: string,
  name: string,
  bytes: Buffer,
  plan: Partial<UploadPlan> = {},
) {
  const { id } = await beginUpload(viewer, {
    space,
    name,
    size: bytes.length,
    keepOriginal: false,
    key: newId(),
    ...plan,
  });
  await writeFile(uploadPath(id), bytes);
  await noteArrived(id, true);
  await finishUpload(viewer, id);
  return await db.upload.findUniqueOrThrow({ where: { id } });
}

/** A file made of these bytes. @returns its id */
export async function makeFile(viewer: Viewer, space: string, name: string, bytes: Buffer): Promise<string> {
  const { resultId, reason } = await upload(viewer, space, name, bytes);
  if (!resultId) throw new Error(`The upload of ${name} was refused: ${reason}`);
  return resultId;
}
