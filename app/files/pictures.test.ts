import { Readable } from "node:stream";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { useFiles } from "../../tests/support/files";
import { photoWithGps, svgWithScript } from "../../tests/support/hostile-files";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readPicture, removePicture, setPicture } from "./pictures.server";
import { deleteUnusedBlobs } from "./storage-jobs.server";

useDatabase("demonstration");
useFiles();

let focal: Viewer;
let other: Viewer;

beforeAll(async () => {
  focal = await viewerOf("agadez.plaidoyer");
  other = await viewerOf("zinder");
});

const status = (answer: Promise<unknown>) =>
  answer.then(
    () => 200,
    (error: unknown) => (error instanceof Response ? error.status : error),
  );
const photo = async () => Readable.from([await photoWithGps()]);
async function bytesOf(viewer: Viewer | null, id: string): Promise<Buffer> {
  const { bytes } = await readPicture(viewer, id);
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const pictureOf = async ({ personId }: Viewer) =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).picture;

test("a portrait is a small square without metadata; another one replaces it and has an id of its own", async () => {
  const owner = { person: focal.personId };
  expect(await setPicture(focal, owner, await photo())).toBeNull();
  const first = await pictureOf(focal);
  const bytes = await bytesOf(other, first ?? "");
  const { width, height, format, exif } = await sharp(bytes).metadata();
  expect({ width, height, format, exif }).toEqual({
    width: 160,
    height: 160,
    format: "webp",
    exif: undefined,
  });
  expect(bytes.length).toBeLessThan(12_000);
  expect(await setPicture(focal, owner, await photo())).toBeNull();
  expect(await pictureOf(focal)).not.toBe(first);
  expect(await status(readPicture(other, first ?? ""))).toBe(404);
  await removePicture(focal, owner);
  expect(await pictureOf(focal)).toBeNull();
});

test("what is no image is refused, and nothing of it is kept", async () => {
  const owner = { person: focal.personId };
  expect(await setPicture(focal, owner, Readable.from([svgWithScript]))).toBe("notImage");
  expect(await setPicture(focal, owner, Readable.from([Buffer.from("%PDF-1.7")]))).not.toBeNull();
  expect(await pictureOf(focal)).toBeNull();
});

test("a portrait is set by its person and a logo by the editors of the profile, and by nobody else", async () => {
  expect(await status(setPicture(other, { person: focal.personId }, await photo()))).toBe(404);
  const organisation = focal.memberships[0]?.organisationId ?? "";
  expect(await status(setPicture(other, { organisation }, await photo()))).toBe(404);
  expect(await setPicture(focal, { organisation }, await photo())).toBeNull();
  const { picture } = await db.organisation.findUniqueOrThrow({ where: { id: organisation } });
  expect(await status(readPicture(other, picture ?? ""))).toBe(200);
  await db.organisation.update({ where: { id: organisation }, data: { openToPublic: false } });
  expect(await status(readPicture(null, picture ?? ""))).toBe(404);
  const rows = await db.$queryRaw<{ picture: string }[]>`
    SELECT DISTINCT "card"->>'picture' AS "picture" FROM "OrganisationIndex" WHERE "organisationId" = ${organisation}::uuid`;
  expect(rows.map((row) => row.picture)).toContain(picture);
});

test("the bytes of a picture stay while it is shown", async () => {
  await setPicture(other, { person: other.personId }, await photo());
  await db.storedBlob.updateMany({ data: { usedAt: new Date(0) } });
  await deleteUnusedBlobs();
  expect((await bytesOf(focal, (await pictureOf(other)) ?? "")).length).toBeGreaterThan(0);
});
