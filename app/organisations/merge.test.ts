import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { readDirectoryQuery } from "../directory/directory-query-form.server";
import { searchDirectory } from "../directory/organisation-search.server";
import { listDuplicates, mergeOrganisations } from "./merge.server";
import { findMergeObstacles } from "./merge-obstacles.server";
import { emptyTables, forgottenTables, movedTables } from "./merge-references.server";
import { findProfile } from "./profile/profile.server";

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

test("a merge keeps the values of both, and moves references to the kept record", async () => {
  const kept = await makeOrganisation({ name: "Gardée", mission: "La sienne.", regions: ["NE-1", "NE-2"] });
  const gone = await makeOrganisation({
    name: "Partie",
    mission: "Une autre.",
    seat: "Arlit",
    regions: ["NE-2", "NE-3"],
    relation: "contact",
    sources: [{ url: "https://exemple.org", fields: ["name"] }],
  });
  const child = await makeOrganisation({ name: "Bureau", relation: "institution", parentId: gone });

  expect(await mergeOrganisations(secretariat, kept, gone)).toBe(true);
  const profile = await findProfile(secretariat, kept, "fr");
  expect(profile).toMatchObject({ mission: "La sienne.", seat: "Arlit", formerNames: ["Partie"] });
  expect(profile.sources.map(({ url }) => url)).toEqual(["https://exemple.org"]);
  expect(profile.children.map(({ id }) => id)).toEqual([child]);
  const led = await findProfile(secretariat, gone, "fr").catch((answer: Response) => answer);
  expect(led instanceof Response && led.headers.get("Location")).toContain(kept);
  const { found } = await searchDirectory(
    secretariat,
    readDirectoryQuery(new URLSearchParams("q=partie")),
    "fr",
  );
  expect(found[0]?.id).toBe(kept);
});

test("a row that the kept record already has is not moved, and every other one is", async () => {
  const kept = await makeOrganisation({ regions: ["NE-1", "NE-2"] });
  const gone = await makeOrganisation({ regions: ["NE-2", "NE-3"], relation: "contact" });
  const [one, two] = await db.theme.findMany({ take: 2, orderBy: { slug: "asc" } });
  if (!one || !two) throw new Error("The demonstration has two themes.");
  await db.organisationTheme.createMany({
    data: [
      { organisationId: kept, themeId: one.id },
      { organisationId: gone, themeId: one.id },
      { organisationId: gone, themeId: two.id },
    ],
  });
  for (const organisationId of [kept, gone]) {
    await db.administrativeSituation.create({
      data: { organisationId, status: "authorised", changedAt: new Date() },
    });
  }
  expect(await mergeOrganisations(secretariat, kept, gone)).toBe(true);
  const where = { organisationId: kept };
  expect(await db.organisationTheme.count({ where })).toBe(2);
  expect(await db.organisationRegion.count({ where })).toBeGreaterThanOrEqual(2);
  expect(await db.administrativeSituation.count({ where })).toBe(1);
  expect(await db.organisation.findUnique({ where: { id: gone } })).toBeNull();
});

test.each(["kept", "gone"])(
  "where the %s record is below the other, it has no parent afterwards",
  async (below) => {
    const above = await makeOrganisation({ relation: "contact" });
    const lower = await makeOrganisation({ relation: "contact", parentId: above });
    const [kept, gone] = below === "kept" ? [lower, above] : [above, lower];
    expect(await mergeOrganisations(secretariat, kept, gone)).toBe(true);
    expect(await db.organisation.findUnique({ where: { id: kept } })).toMatchObject({ parentId: null });
  },
);

test("a member of the network is not merged away, nor a record with itself", async () => {
  const contact = await makeOrganisation({ relation: "contact" });
  const member = await makeOrganisation();
  expect(await mergeOrganisations(secretariat, contact, member)).toBe(false);
  expect(await mergeOrganisations(secretariat, contact, contact)).toBe(false);
  await expect(mergeOrganisations(await makeViewer(), contact, member).catch(status)).resolves.toBe(404);
});

/** A member and a partner that may be the same organisation. */
async function memberAndPartner() {
  const member = await makeOrganisation({ name: "Voix des Routes", relation: "active" });
  return { member, partner: await makeOrganisation({ name: "Voix de Route", relation: "partner" }) };
}

const later = () => new Date(Date.now() + 30 * 24 * 3_600_000);

/** Every source of rights of persons in an organisation, with the label the page shows. */
const rights: Record<string, (organisationId: string) => Promise<unknown>> = {
  people: (organisation) => makeViewer({ organisation }),
  "people in a space for it": async (organisationId) => {
    const spaceId = await makeSpace({});
    const { personId } = await makeViewer();
    await db.spaceMember.create({
      data: { spaceId, personId, organisationId, role: "member", createdAt: new Date() },
    });
  },
  mandates: async (organisationId) => {
    const { personId } = await makeViewer();
    await db.mandate.create({
      data: {
        id: newId(),
        organisationId,
        personId,
        from: new Date(0),
        until: later(),
        givenAt: new Date(),
        givenById: secretariat.personId,
        idempotencyKey: newId(),
      },
    });
  },
  invitations: (organisationId) => invite(organisationId, {}),
  "invitations that have run out, and could be sent again": (organisationId) =>
    invite(organisationId, { expiresAt: new Date(0) }),
  spaces: async (organisationId) => {
    const spaceId = await makeSpace({});
    await db.spaceOrganisation.create({
      data: { spaceId, organisationId, role: "member", createdAt: new Date() },
    });
  },
  "spaces of its own": async (organisationId) => {
    await db.space.update({ where: { id: await makeSpace({}) }, data: { organisationId } });
  },
  candidacy: (organisationId) =>
    db.candidacy.create({ data: { organisationId, class: "active", openedAt: new Date() } }),
};

const invite = (organisationId: string, dates: { expiresAt?: Date; revokedAt?: Date }) =>
  db.invitation.create({
    data: {
      id: newId(),
      email: `${newId()}@essai.example`,
      organisationId,
      role: "member" as const,
      createdById: secretariat.personId,
      idempotencyKey: newId(),
      createdAt: new Date(),
      expiresAt: later(),
      ...dates,
    },
  });

test.each(Object.keys(rights))(
  "a record with %s is not merged into a member, so that no rights are gained",
  async (what) => {
    const { member, partner } = await memberAndPartner();
    await rights[what]?.(partner);
    const before = await db.membership.count({ where: { organisationId: member } });
    expect(await mergeOrganisations(secretariat, member, partner)).toBe(false);
    expect(await db.organisation.count({ where: { id: partner } })).toBe(1);
    expect(await db.membership.count({ where: { organisationId: member } })).toBe(before);
    const { name, obstacles } = await findMergeObstacles(secretariat, partner);
    expect(name).toBe("Voix de Route");
    expect(obstacles).toEqual([{ kind: what.split(" ")[0], count: 1 }]);
    await expect(findMergeObstacles(await makeViewer(), partner).catch(status)).resolves.toBe(404);
  },
);

test("once its rights have ended, it is merged with their history", async () => {
  const { member, partner } = await memberAndPartner();
  await invite(partner, { revokedAt: new Date() });
  const { personId } = await makeViewer({ organisation: partner });
  expect(await mergeOrganisations(secretariat, member, partner)).toBe(false);
  await db.membership.deleteMany({ where: { personId } });
  expect(await mergeOrganisations(secretariat, member, partner)).toBe(true);
  expect(await db.invitation.count({ where: { organisationId: member, revokedAt: { not: null } } })).toBe(1);
});

test("a merge handles every table that references an organisation: moved, required empty, or deleted", async () => {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT r.relname AS "name" FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.contype = 'f' AND c.confrelid = '"Organisation"'::regclass`;
  expect(tables.map(({ name }) => name).sort()).toEqual(
    [...movedTables, ...emptyTables, ...forgottenTables].sort(),
  );
});

test("a merge widens no field’s visibility", async () => {
  const kept = await makeOrganisation({ contactEmail: "garde@essai.example" });
  const other = await makeOrganisation({
    relation: "contact",
    seat: "Arlit",
    visibility: { contactEmail: "public", seat: "secretariat" },
  });
  expect(await mergeOrganisations(secretariat, kept, other)).toBe(true);
  const { visibility } = await db.organisation.findUniqueOrThrow({ where: { id: kept } });
  expect(visibility).toEqual({ seat: "secretariat" });
});
