import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { readDirectoryQuery } from "../directory/directory-query-form.server";
import { searchDirectory } from "../directory/organisation-search.server";
import { directoryWords, parseQuery } from "../search-language/query.server";
import { fieldsAt, profileFields, readVisibility, visibleFields } from "./field-visibility";
import { indexOrganisations } from "./index.server";

useDatabase();

/** Words that occur in one field each, of an organisation that shows each field to a different level. */
const words = {
  network: "quokkanet",
  organisation: "wombatorg",
  secretariat: "numbatsec",
  public: "bilbypub",
};
const viewers = {} as Record<"nobody" | "guest" | "network" | "own" | "secretariat", Viewer | null>;
let id: string;

beforeAll(async () => {
  id = await makeOrganisation({
    name: "Structure aux quatre cercles",
    mission: words.public,
    projects: [words.network],
    donors: [words.organisation],
    seat: words.secretariat,
    languages: ["dje"],
    regions: ["NE-2"],
    visibility: { seat: "secretariat", languages: "secretariat", region: "organisation" },
    openToPublic: true,
  });
  viewers.nobody = null;
  viewers.guest = await makeViewer();
  viewers.network = await makeViewer({ organisation: await makeOrganisation() });
  viewers.own = await makeViewer({ organisation: id });
  viewers.secretariat = await makeViewer({ secretariat: true });
  await db.directorySettings.create({ data: { publicSince: new Date() } });
});

const search = (viewer: Viewer | null, address: string) =>
  searchDirectory(viewer, readDirectoryQuery(new URLSearchParams(address)), "fr");
const finds = async (viewer: Viewer | null, address: string) => {
  const { found, total } = await search(viewer, address);
  expect(found.some((card) => card.id === id)).toBe(total > 0);
  return total > 0;
};

const circles = {
  public: ["nobody", "guest", "network", "own", "secretariat"],
  network: ["network", "own", "secretariat"],
  organisation: ["own", "secretariat"],
  secretariat: ["secretariat"],
} as const;

describe.each(Object.entries(circles))("a field with level %s", (circle, those) => {
  const word = words[circle as keyof typeof words];
  test.each(["nobody", "guest", "network", "own", "secretariat"] as const)("as %s", async (who) => {
    const may = (those as readonly string[]).includes(who);
    expect(await finds(viewers[who], `q=${word}`), "whole word").toBe(may);
    expect(await finds(viewers[who], `q=${word.slice(0, -1)}`), "its beginning").toBe(
      // An organisation's own people match the word only as typed: no shared word list contains it.
      may && !(circle === "organisation" && who === "own"),
    );
  });
});

describe("a hidden field", () => {
  test("does not affect filters or counts", async () => {
    for (const who of ["nobody", "guest", "network", "own"] as const) {
      expect(await finds(viewers[who], "q=cercles&langue=dje"), who).toBe(false);
      const { facets } = await search(viewers[who], "q=cercles");
      expect(facets.langue, who).toEqual([]);
    }
    expect(await finds(viewers.secretariat, "q=cercles&langue=dje")).toBe(true);
    const regions = async (who: keyof typeof viewers) =>
      (await search(viewers[who], "q=cercles")).facets.region.find(({ value }) => value === "NE-2")?.count;
    expect(await regions("network")).toBe(0);
    expect(await regions("own")).toBe(1);
    expect(await finds(viewers.network, "q=cercles&region=NE-2")).toBe(false);
  });

  test("is not on the card", async () => {
    const { found } = await search(viewers.network, "q=cercles");
    expect(found[0]?.regions).toEqual([]);
    expect((await search(viewers.own, "q=cercles")).found[0]?.regions).toEqual(["Diffa"]);
  });

  test("does not correct anybody's misspelling", async () => {
    expect((await parseQuery(words.secretariat, directoryWords(1))).words).not.toContain(words.secretariat);
    expect((await parseQuery(words.secretariat, directoryWords(3))).words).toContain(words.secretariat);
    expect((await parseQuery(words.network, directoryWords(0))).words).not.toContain(words.network);
  });

  test("leaves the spelling list once it is hidden", async () => {
    const before = { visibility: { seat: "network" } };
    await inTransaction(async (tx) => {
      await tx.organisation.update({ where: { id }, data: before });
      await indexOrganisations(tx, [id]);
    });
    expect(await finds(viewers.network, `q=${words.secretariat}`)).toBe(true);
    await inTransaction(async (tx) => {
      await tx.organisation.update({ where: { id }, data: { visibility: { seat: "secretariat" } } });
      await indexOrganisations(tx, [id]);
    });
    expect(await finds(viewers.network, `q=${words.secretariat}`)).toBe(false);
    expect((await parseQuery(words.secretariat, directoryWords(1))).words).not.toContain(words.secretariat);
  });
});

describe("the public", () => {
  test("sees only opened organisations, and nothing while the directory is closed", async () => {
    expect((await search(null, "")).total).toBe(1);
    await db.directorySettings.updateMany({ data: { publicSince: null } });
    expect((await search(null, "")).total).toBe(0);
    expect((await search(viewers.guest, "")).total).toBe(0);
    expect((await search(viewers.own, "q=cercles")).total).toBe(1);
    await db.directorySettings.updateMany({ data: { publicSince: new Date() } });
  });

  test("never sees a contact person, whatever is stored", () => {
    const visibility = readVisibility({ contacts: "public", mission: "nobody", name: "secretariat" });
    expect(visibility).toEqual({});
    expect(fieldsAt(0, visibility).has("contacts")).toBe(false);
  });
});

test("each level sees what the wider one sees, and more", () => {
  for (let rank = 1; rank <= 3; rank++) {
    const [wider, nearer] = [fieldsAt(rank - 1, {}), fieldsAt(rank, {})];
    for (const field of wider) expect(nearer).toContain(field);
  }
  expect(visibleFields(viewers.secretariat, { id, visibility: {} }).size).toBe(profileFields.length);
});

test("the index follows memberships, whichever verb changes them", async () => {
  const relationOf = async () =>
    (await search(viewers.secretariat, "q=cercles")).found.find((card) => card.id === id)?.relation;
  expect(await relationOf()).toBe("active");
  await db.admission.update({ where: { organisationId: id }, data: { class: "observer" } });
  expect(await relationOf()).toBe("observer");
  await db.admission.delete({ where: { organisationId: id } });
  expect(await relationOf()).toBe("contact");
});
