import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BlobStorage } from "../../app/files/storage.server";
import { diskStorage } from "./disk";
import { s3Storage } from "./s3";

let folder: string;
let server: S3rver;
let storages: Record<"disk" | "s3", BlobStorage>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: [{ name: "fichiers", configs: [] }],
  });
  const { port } = await server.run();
  const s3 = await s3Storage({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: "fichiers",
    accessKey: "S3RVER",
    secretKey: "S3RVER",
    region: "us-east-1",
  });
  storages = { disk: diskStorage(join(folder, "files")), s3 };
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function makeBytes(size = 300_000) {
  const bytes = randomBytes(size);
  const path = join(folder, `upload-${randomBytes(4).toString("hex")}`);
  await writeFile(path, bytes);
  return { bytes, path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function readAll(storage: BlobStorage, sha256: string, range?: { start: number; end: number }) {
  const source = await storage.read(sha256, range);
  const chunks: Buffer[] = [];
  for await (const chunk of source ?? []) chunks.push(chunk as Buffer);
  return source && Buffer.concat(chunks);
}

describe.each(["disk", "s3"] as const)("%s", (kind) => {
  test("gives back what was stored, whole and in parts, until it is removed", async () => {
    const storage = storages[kind];
    const { bytes, path, sha256 } = await makeBytes();
    expect([await storage.has(sha256), await storage.size(sha256), await storage.read(sha256)]).toEqual([
      false,
      null,
      null,
    ]);
    await storage.put(sha256, path);
    expect(await storage.size(sha256)).toBe(bytes.length);
    expect((await readAll(storage, sha256))?.equals(bytes)).toBe(true);
    const part = await readAll(storage, sha256, { start: 100_000, end: 100_009 });
    expect(part?.equals(bytes.subarray(100_000, 100_010))).toBe(true);
    await storage.remove(sha256);
    await storage.remove(sha256);
    expect(await storage.has(sha256)).toBe(false);
  });

  test("stores the same bytes twice at once without harm", async () => {
    const storage = storages[kind];
    const { bytes, path, sha256 } = await makeBytes();
    await Promise.all([storage.put(sha256, path), storage.put(sha256, path)]);
    await storage.put(sha256, path);
    expect((await readAll(storage, sha256))?.equals(bytes)).toBe(true);
  });
});

test("on disk a blob stands under its hash, readable by the portal alone", async () => {
  const { path, sha256 } = await makeBytes();
  await storages.disk.put(sha256, path);
  expect(await readdir(join(folder, "files", sha256.slice(0, 2)))).toContain(sha256.slice(2));
});
