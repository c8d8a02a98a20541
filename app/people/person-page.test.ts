import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { deletePost, writePost } from "../discussions/posts.server";
import { listContributions } from "./contributions.server";
import { contributionsPerPage } from "./people";
import { findPersonPage } from "./person-page.server";

useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let quiet: Viewer;
let guest: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  quiet = await makeViewer({ organisation: await makeOrganisation() });
  guest = await makeViewer();
});

const page = (viewer: Viewer, id: string) => findPersonPage(viewer, id, "fr");
const missing = expect.objectContaining({ status: 404 });

describe("a person's page", () => {
  test("exists for those who see the name elsewhere, and shows what the card shows them", async () => {
    await expect(page(agadez, quiet.personId)).rejects.toEqual(missing);
    await expect(page(guest, quiet.personId)).rejects.toEqual(missing);
    await expect(page(agadez, newId())).rejects.toEqual(missing);
    expect(await page(quiet, quiet.personId)).toMatchObject({ me: true, card: { id: quiet.personId } });
    const secretariat = await viewerOf("secretariat.administration");
    expect((await page(secretariat, quiet.personId)).card?.email).toContain("@");
  });

  test("something to read opens it, without the card that the person hides", async () => {
    const hidden = { nameRank: 2, updatedAt: new Date() };
    await db.personCard.upsert({
      where: { personId: jmed.personId },
      create: { personId: jmed.personId, ...hidden },
      update: hidden,
    });
    await makeThread(jmed);
    expect(await page(agadez, jmed.personId)).toEqual({
      id: jmed.personId,
      name: jmed.name,
      card: null,
      me: false,
    });
    await expect(page(guest, jmed.personId)).rejects.toEqual(missing);
  });

  test("a person who has left has none", async () => {
    const gone = await makeViewer({ organisation: await makeOrganisation() });
    await db.person.update({ where: { id: gone.personId }, data: { erasedAt: new Date() } });
    await expect(page(gone, gone.personId)).rejects.toEqual(missing);
  });
});

describe("their contributions", () => {
  test("only those that the viewer may read, latest first", async () => {
    const { id } = await makeThread(agadez, "Le premier");
    const { postId } = await writePost(agadez, id, { body: "Le second", key: newId() });
    const own = (await listContributions(jmed, agadez.personId, null)).contributions;
    expect(own.slice(0, 2).map(({ excerpt }) => excerpt)).toEqual(["Le second", "Le premier"]);
    await deletePost(agadez, id, postId);
    const left = (await listContributions(jmed, agadez.personId, null)).contributions;
    expect(left.map((each) => each.id)).not.toContain(postId);
    expect((await listContributions(guest, agadez.personId, null)).contributions).toEqual([]);
  });

  test("pages follow each other by a cursor, without gap or repetition", async () => {
    const { id } = await makeThread(jmed);
    for (let number = 0; number < contributionsPerPage + 5; number += 1) {
      await writePost(jmed, id, { body: `Message ${number}`, key: newId() });
    }
    const first = await listContributions(agadez, jmed.personId, null);
    const second = await listContributions(agadez, jmed.personId, first.next);
    const ids = [...first.contributions, ...second.contributions].map((each) => each.id);
    expect(first.contributions).toHaveLength(contributionsPerPage);
    expect(new Set(ids).size).toBe(ids.length);
    const times = [...first.contributions, ...second.contributions].map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });
});
