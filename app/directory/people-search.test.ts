import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { saveOwnCard } from "./own-card.server";
import { cardSchema, type OwnCard, readPeopleQuery } from "./people-query-form.server";
import { countPeople, listPeopleOf, searchPeople } from "./people-search.server";

useDatabase("demonstration");

let shown: Viewer;
let colleague: Viewer;
let other: Viewer;
let guest: Viewer;
let secretariat: Viewer;
let organisation: string;

const card = (fields: Partial<OwnCard>): OwnCard => ({ ...cardSchema.parse({}), ...fields });

beforeAll(async () => {
  organisation = await makeOrganisation();
  shown = await makeViewer({ organisation });
  colleague = await makeViewer({ organisation });
  other = await makeViewer({ organisation: await makeOrganisation() });
  guest = await makeViewer();
  secretariat = await makeViewer({ secretariat: true });
  await db.person.update({ where: { id: shown.personId }, data: { name: "Balkissa Zarmakoy" } });
});

const search = (viewer: Viewer, address: string) =>
  searchPeople(viewer, readPeopleQuery(new URLSearchParams(address)), "fr");
const seen = async (viewer: Viewer, address: string) => (await search(viewer, address)).found[0];

describe("a person with default visibility", () => {
  test("is found only by their own organisation and the secretariat", async () => {
    expect((await seen(colleague, "q=balkissa"))?.id).toBe(shown.personId);
    expect((await seen(secretariat, "q=balkissa"))?.id).toBe(shown.personId);
    expect(await seen(other, "q=balkissa")).toBeUndefined();
    expect(await seen(guest, "q=balkissa")).toBeUndefined();
    expect(await countPeople(other, "zarmakoy")).toBe(0);
    expect(await listPeopleOf(other, organisation, "fr")).toEqual([]);
  });

  test("shows addresses and numbers only to themselves and the secretariat", async () => {
    expect((await seen(colleague, "q=balkissa"))?.email).toBeNull();
    expect((await seen(secretariat, "q=balkissa"))?.email).toContain("@");
  });
});

describe("each part of a card has its own visibility", () => {
  beforeAll(async () => {
    await saveOwnCard(
      shown,
      card({
        function: "Juriste des zébulons",
        reach: "le matin",
        phone: "+227 90 00 00 00",
        languages: ["ha"],
        themes: ["acces-justice"],
        nameRank: 1,
        functionRank: 2,
        topicsRank: 3,
        reachRank: 1,
        phoneRank: 2,
      }),
    );
  });

  test("the network sees the name and the other parts opened to it", async () => {
    expect(await seen(other, "q=balkisa")).toMatchObject({
      name: "Balkissa Zarmakoy",
      function: null,
      reach: "le matin",
      phone: null,
      email: null,
      languages: [],
      themes: [],
    });
    expect(await seen(colleague, "q=balkissa")).toMatchObject({
      function: "Juriste des zébulons",
      phone: "+227 90 00 00 00",
      languages: [],
    });
    expect((await seen(secretariat, "q=balkissa"))?.languages).toEqual(["ha"]);
  });

  test("a hidden function is neither found, counted nor a filter", async () => {
    expect(await seen(other, "q=zebulons")).toBeUndefined();
    expect((await seen(colleague, "q=zebulons"))?.id).toBe(shown.personId);
    expect(await seen(other, "q=balkissa&langue=ha")).toBeUndefined();
    expect((await search(other, "q=balkissa")).facets.langue).toEqual([]);
    expect((await search(secretariat, "q=balkissa")).facets.langue[0]).toMatchObject({
      value: "ha",
      count: 1,
    });
  });

  test("hiding takes effect at once", async () => {
    await saveOwnCard(shown, card({ nameRank: 3 }));
    expect(await seen(colleague, "q=balkissa")).toBeUndefined();
    expect((await seen(shown, "q=balkissa"))?.id).toBe(shown.personId);
  });
});

test("a person who leaves an organisation is no longer a colleague there", async () => {
  const leaver = await makeViewer({ organisation });
  await db.person.update({ where: { id: leaver.personId }, data: { name: "Partante Quelconque" } });
  expect((await seen(colleague, "q=partante"))?.id).toBe(leaver.personId);
  await db.membership.deleteMany({ where: { personId: leaver.personId } });
  expect(await seen(colleague, "q=partante")).toBeUndefined();
});

test.each(["q='%26!)(:*", "q=%00", `q=${"a".repeat(5_000)}`, "theme[]=x&page=-3", "page=1e99", "langue=zz"])(
  "a URL like ?%s gets a response",
  async (address) => {
    expect((await search(other, address)).total).toBeGreaterThanOrEqual(0);
  },
);

test("a card never opens to the public, whatever is sent", () => {
  expect(cardSchema.parse({ nameRank: "0", emailRank: "-1", phoneRank: "x" })).toMatchObject({
    nameRank: 2,
    emailRank: 3,
    phoneRank: 3,
  });
});
