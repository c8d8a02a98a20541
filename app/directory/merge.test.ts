import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import { db } from "../db/database.server";
import type { Viewer } from "../http/viewer";
import { searchDirectory } from "../organisations/directory.server";
import { readDirectoryQuery } from "../organisations/organisations";
import { listDuplicates, mergeOrganisations } from "./merge.server";
import { findProfile } from "./profile.server";

useDatabase("demonstration");

let secretariat: Viewer;
beforeAll(async () => {
  secretariat = await makeViewer({ secretariat: true });
});

const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);

test("two records of one organisation are found by the sound of their names, or their acronym", async () => {
  const one = await makeOrganisation({ name: "Fraternité des Exilés" });
  const other = await makeOrganisation({ name: "Fraternite des Exiles", relation: "contact" });
  const pairs = await listDuplicates(secretariat);
  expect(
    pairs.some((pair) => [pair.one.id, pair.other.id].sort().join() === [one, other].sort().join()),
  ).toBe(true);
  const member = await makeViewer({ organisation: one });
  await expect(listDuplicates(member).catch(status)).resolves.toBe(404);
});

test("merged, what each said is kept, and whatever pointed to the one that goes points to the other", async () => {
  const kept = await makeOrganisation({ name: "Gardée", mission: "La sienne.", regions: ["NE-1", "NE-2"] });
  const gone = await makeOrganisation({
    ...{
      name: "Partie",
      mission: "Une autre.",
      seat: "Arlit",
      regions: ["NE-2", "NE-3"],
      relation: "contact",
    },
    sources: [{ url: "https://exemple.org", fields: ["name"] }],
  });
  const both = await makeViewer({ organisation: kept });
  await db.membership.create({
    data: {
      id: crypto.randomUUID(),
      personId: both.personId,
      organisationId: gone,
      role: "member",
      createdAt: new Date(),
    },
  });
  const alone = await makeViewer({ organisation: gone });
  const child = await makeOrganisation({ name: "Bureau", relation: "institution", parentId: gone });

  expect(await mergeOrganisations(secretariat, kept, gone)).toBe(true);
  const profile = await findProfile(secretariat, kept, "fr");
  expect(profile).toMatchObject({ mission: "La sienne.", seat: "Arlit", formerNames: ["Partie"] });
  expect(profile.sources.map(({ url }) => url)).toEqual(["https://exemple.org"]);
  expect(profile.children.map(({ id }) => id)).toEqual([child]);
  const members = await db.membership.findMany({ where: { organisationId: kept } });
  expect(members.map(({ personId }) => personId).sort()).toEqual([both.personId, alone.personId].sort());
  const led = await findProfile(secretariat, gone, "fr").catch((answer: Response) => answer);
  expect(led instanceof Response && led.headers.get("Location")).toContain(kept);
  const { found } = await searchDirectory(
    secretariat,
    readDirectoryQuery(new URLSearchParams("q=partie")),
    "fr",
  );
  expect(found[0]?.id).toBe(kept);
});

test("a member of the network is not merged away, nor anything with itself", async () => {
  const contact = await makeOrganisation({ relation: "contact" });
  const member = await makeOrganisation();
  expect(await mergeOrganisations(secretariat, contact, member)).toBe(false);
  expect(await mergeOrganisations(secretariat, contact, contact)).toBe(false);
  await expect(mergeOrganisations(await makeViewer(), contact, member).catch(status)).resolves.toBe(404);
});
