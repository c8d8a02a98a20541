import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeFile, upload, useFiles } from "../../tests/support/files";
import { photoWithGps, svgWithScript } from "../../tests/support/hostile-files";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { eraseDeletedSpaces } from "../workspaces/space-lifecycle.server";
import { findOpenSpace } from "../workspaces/space-pages.server";
import { findContent } from "./download.server";
import { listDeletedFiles, listFiles } from "./file-lists.server";
import { maxSpaceSize } from "./files";
import { changeFile, deleteFile, findFile, moveFile, restoreFile } from "./files.server";
import { finishUpload } from "./finish-upload.server";
import { changeFolders, listFolders } from "./folders.server";
import { filesPersonalData } from "./personal-data.server";
import { fits, spaceRoom } from "./quota.server";
import { deleteUnusedBlobs, emptyFileBin, verifyBlobs } from "./storage-jobs.server";
import { deleteStaleUploads, finishLeftUploads } from "./unfinished-uploads.server";
import { uploadPath } from "./upload-folder.server";
import { beginUpload, listUploads, noteArrived } from "./uploads.server";

const { ports } = useDatabase("demonstration");
const files = useFiles();

let writer: Viewer;
let outsider: Viewer;
let spaceId: string;

beforeAll(async () => {
  writer = await viewerOf("agadez.terrain");
  outsider = await viewerOf("zinder");
});

beforeEach(async () => {
  spaceId = await makeSpace({ facilitator: writer.personId });
});

let count = 0;
/** A text that no other test has stored. */
const text = (words = "Des mots") => Buffer.from(`${words} ${++count}`);
const day = 24 * 60 * 60 * 1000;

async function storedNames(): Promise<string[]> {
  const names = await readdir(join(files().folder, "files"), { recursive: true });
  return names.map((name) => name.replace("/", "")).filter((name) => name.length === 64);
}

const contentOf = (viewer: Viewer, id: string) => findContent(viewer, id, { form: "contenu" });
const status = (answer: Promise<unknown>) =>
  answer.then(
    () => 200,
    (error: unknown) => (error instanceof Response ? error.status : error),
  );

describe("an upload", () => {
  test("becomes a file that readers of the space find, and nobody else", async () => {
    const id = await makeFile(writer, spaceId, "../../Rapport d’été.txt", text());
    expect((await findFile(writer, id)).name).toBe("Rapport d’été.txt");
    expect(await status(findFile(outsider, id))).toBe(404);
    expect(await status(contentOf(outsider, id))).toBe(404);
  });

  test("is refused for people who may not write there, before and after its bytes", async () => {
    const plan = { space: spaceId, name: "a.txt", size: 3, keepOriginal: false, key: newId() };
    expect(await status(beginUpload(outsider, plan))).toBe(404);
    const { id } = await beginUpload(writer, plan);
    await db.spaceMember.deleteMany({ where: { spaceId } });
    await writeFile(uploadPath(id), "abc");
    await noteArrived(id, true);
    await finishUpload(writer, id);
    expect(await db.upload.findUnique({ where: { id } })).toMatchObject({
      state: "refused",
      reason: "rightEnded",
    });
    expect(await db.file.count({ where: { spaceId } })).toBe(0);
  });

  test("that repeats its key is the same upload", async () => {
    const plan = { space: spaceId, name: "a.txt", size: 3, keepOriginal: false, key: newId() };
    const [one, other] = await Promise.all([beginUpload(writer, plan), beginUpload(writer, plan)]);
    expect(one.id).toBe(other.id);
  });

  test("examined twice at once makes one file", async () => {
    const { id } = await beginUpload(writer, {
      space: spaceId,
      name: "a.txt",
      size: 3,
      keepOriginal: false,
      key: newId(),
    });
    await writeFile(uploadPath(id), "abc");
    await noteArrived(id, true);
    await Promise.all([finishUpload(writer, id), finishUpload(writer, id)]);
    expect(await db.file.count({ where: { spaceId } })).toBe(1);
  });

  test("left complete by a process that died is finished by the job, once", async () => {
    const { id } = await beginUpload(writer, {
      space: spaceId,
      name: "a.txt",
      size: 3,
      keepOriginal: false,
      key: newId(),
    });
    await writeFile(uploadPath(id), "abc");
    // As after a crash in the examination: the claim is there, the bytes too, and the blob may be stored already.
    await db.upload.update({ where: { id }, data: { state: "received", claimedAt: ports.clock.now() } });
    await finishLeftUploads();
    expect(await db.file.count({ where: { spaceId } })).toBe(0);
    ports.clock.advance(10 * 60_000);
    await finishLeftUploads();
    await finishLeftUploads();
    expect(await db.file.count({ where: { spaceId } })).toBe(1);
  });

  test("without progress for a week is deleted with its bytes, and leftovers on disk with it", async () => {
    const { id } = await beginUpload(writer, {
      space: spaceId,
      name: "a.txt",
      size: 9,
      keepOriginal: false,
      key: newId(),
    });
    await writeFile(uploadPath(id), "abc");
    const orphan = newId();
    await writeFile(uploadPath(orphan), "abc");
    await deleteStaleUploads();
    expect(await readdir(files().services.uploadFolder)).toEqual(expect.arrayContaining([id]));
    ports.clock.advance(8 * day);
    await deleteStaleUploads();
    const left = await readdir(files().services.uploadFolder);
    expect(left).not.toContain(id);
    expect(left).not.toContain(orphan);
  });

  test("that is refused leaves nothing, and says why", async () => {
    const { state, reason } = await upload(writer, spaceId, "virus.exe", text());
    expect([state, reason]).toEqual(["refused", "program"]);
    expect((await spaceRoom(await findOpenSpace(writer, spaceId, "fr"))).used).toBe(0);
  });

  test("that is unfinished is listed for its sender only", async () => {
    await beginUpload(writer, { space: spaceId, name: "a.txt", size: 9, keepOriginal: false, key: newId() });
    expect(await listUploads(writer, spaceId)).toMatchObject([
      { name: "a.txt", offset: 0, state: "receiving" },
    ]);
    expect(await listUploads(outsider, spaceId)).toEqual([]);
  });
});

describe("storage", () => {
  test("keeps equal bytes once, and deletes them a day after the last file that has them", async () => {
    const bytes = text();
    const one = await makeFile(writer, spaceId, "un.txt", bytes);
    const other = await makeFile(writer, spaceId, "deux.txt", bytes);
    const { sha256 } = await contentOf(writer, one);
    expect((await contentOf(writer, other)).sha256).toBe(sha256);
    const erase = async (id: string) => {
      await deleteFile(writer, id);
      ports.clock.advance(31 * day);
      await db.file.update({ where: { id }, data: { trashedAt: new Date(0) } });
      await emptyFileBin();
      ports.clock.advance(2 * day);
      await deleteUnusedBlobs();
    };
    await erase(one);
    expect(await storedNames()).toContain(sha256);
    await erase(other);
    expect(await storedNames()).not.toContain(sha256);
    expect(await db.file.findUnique({ where: { id: one } })).toMatchObject({ state: "erased", name: "" });
  });

  test("a verification names what is missing or altered", async () => {
    const [missing, altered, intact] = await Promise.all(
      [1, 2, 3].map(
        async () => (await contentOf(writer, await makeFile(writer, spaceId, "a.txt", text()))).sha256,
      ),
    );
    const path = (sha256 = "") => join(files().folder, "files", sha256.slice(0, 2), sha256.slice(2));
    await rm(path(missing));
    await writeFile(path(altered), "autre chose");
    await expect(verifyBlobs()).rejects.toThrow("2 stored files");
    const found = await db.storedBlob.findMany({
      where: { sha256: { in: [missing, altered, intact] as string[] } },
    });
    const problems = new Map(found.map(({ sha256, problem }) => [sha256, problem]));
    expect([missing, altered, intact].map((each = "") => problems.get(each))).toEqual([
      "missing",
      "altered",
      null,
    ]);
    expect(ports.logged.join("\n")).toContain(missing);
    await db.fileVersion.deleteMany({ where: { sha256: { in: [missing, altered] as string[] } } });
    await db.storedBlob.deleteMany({ where: { sha256: { in: [missing, altered] as string[] } } });
  });
});

describe("quotas", () => {
  test("are exact when uploads begin at once", async () => {
    const size = 400_000_000;
    const begin = () =>
      beginUpload(writer, { space: spaceId, name: "a.bin", size, keepOriginal: false, key: newId() }).then(
        () => true,
        () => false,
      );
    const begun = await Promise.all(Array.from({ length: 20 }, begin));
    expect(begun.filter(Boolean)).toHaveLength(Math.floor(maxSpaceSize / size));
    await db.upload.deleteMany({ where: { spaceId } });
  });

  test("count what is stored, not what was announced", async () => {
    await upload(writer, spaceId, "a.txt", Buffer.from("abc"), { size: 1_000_000 });
    expect((await spaceRoom(await findOpenSpace(writer, spaceId, "fr"))).used).toBe(3);
    const full = await inTransaction((tx) => fits(tx, { spaceId, organisationId: null }, maxSpaceSize - 2));
    expect(full).toBe("spaceFull");
  });
});

describe("a file", () => {
  test("replaced by two people at once has two more versions", async () => {
    const id = await makeFile(writer, spaceId, "a.txt", text());
    await Promise.all([1, 2].map(() => upload(writer, spaceId, "b.txt", text(), { file: id })));
    const { versions } = await findFile(writer, id);
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    const hashes = await Promise.all(
      [1, 2, 3].map(async (version) => (await findContent(writer, id, { form: "contenu", version })).sha256),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  test("whose description changes keeps the extension of its content", async () => {
    const id = await makeFile(writer, spaceId, "a.txt", text());
    const change = { description: "Un texte", tags: ["loi"], name: "b.exe" };
    expect(await changeFile(writer, id, change)).toBe("b.exe.txt");
    expect(await status(changeFile(outsider, id, change))).toBe(404);
  });

  test("moved to another space is read there and no longer here, at the same address", async () => {
    const id = await makeFile(writer, spaceId, "a.txt", text());
    const other = await makeSpace({ facilitator: writer.personId });
    await db.spaceMember.create({
      data: { spaceId, personId: outsider.personId, role: "member", createdAt: new Date() },
    });
    expect(await status(contentOf(outsider, id))).toBe(200);
    expect(await status(moveFile(outsider, id, other))).toBe(404);
    expect(await moveFile(writer, id, other)).toBe(true);
    expect(await status(contentOf(outsider, id))).toBe(404);
    expect(await status(contentOf(writer, id))).toBe(200);
  });

  test("in the bin is found by nobody, and restored by those who manage it", async () => {
    const id = await makeFile(writer, spaceId, "a.txt", text());
    await db.spaceMember.create({
      data: { spaceId, personId: outsider.personId, role: "member", createdAt: new Date() },
    });
    expect(await status(deleteFile(outsider, id))).toBe(404);
    await deleteFile(writer, id);
    expect(await status(findFile(writer, id))).toBe(404);
    expect(await status(contentOf(writer, id))).toBe(404);
    const space = await findOpenSpace(writer, spaceId, "fr");
    expect((await listDeletedFiles(writer, space, null)).files.map((each) => each.id)).toEqual([id]);
    expect(await status(restoreFile(outsider, id))).toBe(404);
    await restoreFile(writer, id);
    expect(
      (await listFiles(writer, space, { folder: null, after: null })).files.map((each) => each.id),
    ).toEqual([id]);
  });

  test("of a space that is closed is read when archived, and not when deleted; it goes with its space", async () => {
    const id = await makeFile(writer, spaceId, "a.txt", text());
    await db.space.update({ where: { id: spaceId }, data: { state: "archived" } });
    expect(await status(contentOf(writer, id))).toBe(200);
    expect(await status(deleteFile(writer, id))).toBe(404);
    await db.space.update({ where: { id: spaceId }, data: { state: "deleted", closedAt: new Date(0) } });
    expect(await status(contentOf(writer, id))).toBe(404);
    await eraseDeletedSpaces();
    expect(await db.file.count({ where: { id } })).toBe(0);
  });

  test("gives its original with metadata to facilitators only", async () => {
    const { resultId } = await upload(writer, spaceId, "a.jpg", await photoWithGps(), { keepOriginal: true });
    const id = resultId ?? "";
    await db.spaceMember.create({
      data: { spaceId, personId: outsider.personId, role: "member", createdAt: new Date() },
    });
    const original = (viewer: Viewer) => status(findContent(viewer, id, { form: "original" }));
    expect(await original(writer)).toBe(200);
    expect(await original(outsider)).toBe(404);
    expect((await findFile(outsider, id)).versions[0]?.original).toBeNull();
  });

  test("that a browser could run is sent as bytes", async () => {
    const id = await makeFile(writer, spaceId, "dessin.svg", svgWithScript);
    expect((await contentOf(writer, id)).inline).toBe(false);
    expect(await status(findContent(writer, id, { form: "apercu" }))).toBe(404);
  });
});

test("folders are made in a space, and removed when they are empty", async () => {
  const key = newId();
  await changeFolders(writer, spaceId, { what: "folder", name: "Formation", key });
  await changeFolders(writer, spaceId, { what: "folder", name: "Formation", key });
  const space = await findOpenSpace(writer, spaceId, "fr");
  const [folder] = await listFolders(space, null);
  expect(await listFolders(space, null)).toHaveLength(1);
  await upload(writer, spaceId, "a.txt", text(), { folder: folder?.id });
  expect(await changeFolders(writer, spaceId, { what: "removeFolder", folder: folder?.id ?? "" })).toBe(
    false,
  );
  expect(
    await status(changeFolders(outsider, spaceId, { what: "removeFolder", folder: folder?.id ?? "" })),
  ).toBe(404);
});

test("erasing a person erases their files when the network chose so, and keeps what others have replaced", async () => {
  const alone = await makeFile(writer, spaceId, "a.txt", text());
  const shared = await makeFile(writer, spaceId, "b.txt", text());
  await db.spaceMember.create({
    data: { spaceId, personId: outsider.personId, role: "member", createdAt: new Date() },
  });
  await upload(outsider, spaceId, "c.txt", text(), { file: shared });
  const person = { id: writer.personId, name: "", email: "" };
  await inTransaction(async (tx) => filesPersonalData.erase?.(tx, person, "keep"));
  expect((await findFile(writer, alone)).name).toBe("a.txt");
  await inTransaction(async (tx) => filesPersonalData.erase?.(tx, person, "remove"));
  expect(await status(findFile(writer, alone))).toBe(404);
  expect(await status(findFile(writer, shared))).toBe(200);
});
