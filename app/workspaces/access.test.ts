import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { addMembership } from "../organisations/organisations.server";
import {
  accessIn,
  facilitatedSpaces,
  isGuestIn,
  isReadable,
  knownSpaces,
  ownSpaces,
  readableSpaces,
  spacesWithoutFacilitator,
  writableSpaces,
} from "./access.server";
import { findSpace } from "./space-pages.server";
import { upsertMember } from "./spaces.server";

useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;
let guest: Viewer;
let secretariat: Viewer;
let frozen: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.suivi");
  agadez = await viewerOf("agadez.terrain");
  observer = await viewerOf("niamey.juristes");
  guest = await viewerOf("partenaire");
  secretariat = await viewerOf("secretariat.adm");
  frozen = await viewerOf("diffa");
});

const finds = async (viewer: Viewer, id: string, rule: typeof readableSpaces) =>
  (await db.space.count({ where: { AND: [{ id }, rule(viewer)] } })) === 1;
const reads = (viewer: Viewer, id: string) => finds(viewer, id, readableSpaces);
const knows = (viewer: Viewer, id: string) => finds(viewer, id, knownSpaces);

describe("knowing of a space", () => {
  test("the network reads an open space, and only its members write in it", async () => {
    const id = await makeSpace({ visibility: "network" });
    for (const viewer of [jmed, secretariat, frozen]) expect(await reads(viewer, id)).toBe(true);
    for (const viewer of [observer, guest]) expect(await knows(viewer, id)).toBe(false);
    expect(await accessIn(jmed, id)).toBe("read");
    expect(await accessIn(secretariat, id)).toBe("write");
  });

  test("the network knows of an on-request space but reads nothing in it", async () => {
    const id = await makeSpace({ visibility: "on_request" });
    for (const viewer of [jmed, secretariat]) {
      expect(await knows(viewer, id)).toBe(true);
      expect(await reads(viewer, id)).toBe(false);
    }
    for (const viewer of [observer, guest]) expect(await knows(viewer, id)).toBe(false);
  });

  test("only members know of a private space; the secretariat does not", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    for (const viewer of [jmed, secretariat, frozen, observer, guest])
      expect(await knows(viewer, id)).toBe(false);
    expect(await accessIn(agadez, id)).toBe("write");
  });

  test("administrators know of a space without a facilitator but read nothing in it", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    await db.spaceMember.deleteMany({ where: { spaceId: id } });
    expect(await knows(secretariat, id)).toBe(true);
    expect(await reads(secretariat, id)).toBe(false);
    expect(await knows(jmed, id)).toBe(false);
  });

  test("a deleted space is readable by no viewer; its facilitator still knows of it", async () => {
    const id = await makeSpace({ visibility: "network", facilitator: agadez.personId, state: "deleted" });
    for (const viewer of [jmed, agadez, secretariat]) expect(await reads(viewer, id)).toBe(false);
    expect(await knows(agadez, id)).toBe(true);
    expect(await knows(jmed, id)).toBe(false);
  });
});

describe("permissions in a space", () => {
  test("a member writes, a reader and a guest read, and a guest sees no other member", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    for (const [role, access] of [
      ["member", "write"],
      ["reader", "read"],
      ["guest", "read"],
    ] as const) {
      await inTransaction((tx) => upsertMember(tx, id, jmed.personId, role));
      expect(await accessIn(jmed, id)).toBe(access);
      expect(await isGuestIn(jmed, id)).toBe(role === "guest");
    }
  });

  test("a person from outside the network never writes, whatever their role", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, guest.personId, "member"));
    expect(await reads(guest, id)).toBe(true);
    expect(await accessIn(guest, id)).toBe("read");
  });

  test("an archived space is read-only for all", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId, state: "archived" });
    expect(await reads(agadez, id)).toBe(true);
    expect(await accessIn(agadez, id)).toBe("read");
  });

  test("a person of a frozen organisation keeps reading but writes nowhere", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, frozen.personId, "member"));
    expect(await reads(frozen, id)).toBe(true);
    expect(await accessIn(frozen, id)).toBe("read");
  });
});

describe("a whole organisation in a space", () => {
  test("gives access to people who join it and removes it from people who leave it", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    const organisationId = await makeOrganisation();
    await db.spaceOrganisation.create({
      data: { spaceId: id, organisationId, role: "member", createdAt: new Date() },
    });
    const { id: personId, email } = await makePerson();
    expect(await reads(await viewerOf(email), id)).toBe(false);
    const before = await rightsOf(personId);
    await inTransaction((tx) => addMembership(tx, { personId, organisationId, role: "member" }));
    expect(await accessIn(await viewerOf(email), id)).toBe("write");
    await db.membership.deleteMany({ where: { personId } });
    expect(await knows(await viewerOf(email), id)).toBe(false);
    expect(await rightsOf(personId)).toBeGreaterThan(before + 1);
  });

  test("a member who joined for an organisation leaves the space when they leave it", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    const organisationId = await makeOrganisation();
    const { id: personId, email } = await makePerson();
    await inTransaction((tx) => addMembership(tx, { personId, organisationId, role: "member" }));
    await inTransaction((tx) => upsertMember(tx, id, personId, "member", organisationId));
    expect(await accessIn(await viewerOf(email), id)).toBe("write");
    await db.membership.deleteMany({ where: { personId } });
    expect(await knows(await viewerOf(email), id)).toBe(false);
  });

  test("loses access for all its people when it leaves the network", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    const organisationId = await makeOrganisation();
    const { id: personId, email } = await makePerson();
    await inTransaction((tx) => addMembership(tx, { personId, organisationId, role: "member" }));
    await db.spaceOrganisation.create({
      data: { spaceId: id, organisationId, role: "member", createdAt: new Date() },
    });
    await db.admission.delete({ where: { organisationId } });
    expect(await knows(await viewerOf(email), id)).toBe(false);
    expect(await db.spaceOrganisation.count({ where: { organisationId } })).toBe(0);
  });
});

describe("the rights number rises, so that live connections are cut", () => {
  test.each([
    ["deleted", { state: "deleted" }],
    ["no longer open to the network", { visibility: "private" }],
  ] as const)("for the readers of a space that is %s, and for them only", async (_, change) => {
    const id = await makeSpace({ visibility: "network" });
    const before = await Promise.all([jmed, observer, guest].map((viewer) => rightsOf(viewer.personId)));
    await db.space.update({ where: { id }, data: change });
    const after = await Promise.all([jmed, observer, guest].map((viewer) => rightsOf(viewer.personId)));
    expect(after).toEqual([(before[0] ?? 0) + 1, before[1], before[2]]);
  });

  test("for writers when a space is archived or restored, not for people who read before and after", async () => {
    const id = await makeSpace({ visibility: "network", facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, observer.personId, "reader"));
    const concerned = [agadez, secretariat, observer, jmed];
    for (const state of ["archived", "active"] as const) {
      const before = await Promise.all(concerned.map((viewer) => rightsOf(viewer.personId)));
      await db.space.update({ where: { id }, data: { state } });
      const after = await Promise.all(concerned.map((viewer) => rightsOf(viewer.personId)));
      const risen = after.map((number, index) => number - (before[index] ?? 0));
      expect(risen).toEqual([1, 1, 0, 0]);
    }
  });

  test("only for members of a private space when that space changes", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    const before = await Promise.all([jmed, agadez].map((viewer) => rightsOf(viewer.personId)));
    await db.space.update({ where: { id }, data: { state: "archived" } });
    const after = await Promise.all([jmed, agadez].map((viewer) => rightsOf(viewer.personId)));
    expect(after).toEqual([before[0], (before[1] ?? 0) + 1]);
  });

  test("for all readers of a thread when it moves to another space", async () => {
    const [from, to] = [await makeSpace({ facilitator: agadez.personId }), await makeSpace({})];
    const thread = await db.thread.findFirstOrThrow();
    await db.thread.update({ where: { id: thread.id }, data: { spaceId: from } });
    const before = await rightsOf(agadez.personId);
    await db.thread.update({ where: { id: thread.id }, data: { spaceId: to } });
    expect(await rightsOf(agadez.personId)).toBe(before + 1);
  });
});

const rightsOf = async (id: string) => (await db.person.findUniqueOrThrow({ where: { id } })).rights;

describe("the rules for one space already read agree with the query conditions", () => {
  const roles = [null, "facilitator", "member", "reader", "guest"] as const;
  const rules = {
    reads: readableSpaces,
    writes: writableSpaces,
    canManage: facilitatedSpaces,
    lacksFacilitator: spacesWithoutFacilitator,
    inside: ownSpaces,
  };

  test.each(["network", "on_request", "private"] as const)(
    "for every persona in a space that is %s",
    async (visibility) => {
      const people = [jmed, agadez, observer, guest, secretariat, frozen];
      const ids: string[] = [];
      for (const state of ["active", "archived", "deleted"] as const) {
        for (const role of roles) {
          for (const whole of [null, "member", "reader"] as const) {
            const id = await makeSpace({ visibility, state });
            ids.push(id);
            for (const viewer of people) await place(id, viewer, role, whole);
          }
          const orphan = await makeSpace({ visibility, state });
          await db.spaceMember.deleteMany({ where: { spaceId: orphan } });
          ids.push(orphan);
        }
      }
      for (const viewer of people) await agree(viewer, ids);
    },
    60_000,
  );

  async function place(
    spaceId: string,
    { personId, memberships: [first] }: Viewer,
    role: (typeof roles)[number],
    whole: "member" | "reader" | null,
  ) {
    const organisationId = first?.organisationId;
    if (role) await inTransaction((tx) => upsertMember(tx, spaceId, personId, role, organisationId ?? null));
    if (!whole || !organisationId) return;
    await db.spaceOrganisation.createMany({
      data: { spaceId, organisationId, role: whole, createdAt: new Date() },
      skipDuplicates: true,
    });
  }

  const met = async (viewer: Viewer, ids: string[], rule: typeof readableSpaces) =>
    new Set(
      (
        await db.space.findMany({ where: { AND: [{ id: { in: ids } }, rule(viewer)] }, select: { id: true } })
      ).map(({ id }) => id),
    );

  async function agree(viewer: Viewer, ids: string[]) {
    const known = await met(viewer, ids, knownSpaces);
    const sets = Object.entries(rules).map(
      async ([name, rule]) => [name, await met(viewer, ids, rule)] as const,
    );
    const expected = await Promise.all(sets);
    for (const id of ids.filter((each) => !known.has(each))) {
      await expect(findSpace(viewer, id, "fr")).rejects.toMatchObject({ status: 404 });
    }
    const stated = await queryPrepared<{ id: string }>(
      Prisma.sql`SELECT s."id" FROM "Space" s WHERE s."id" = ANY(${ids}::uuid[]) AND ${isReadable(viewer)}`,
    );
    expect(new Set(stated.map(({ id }) => id))).toEqual(await met(viewer, ids, readableSpaces));
    for (const id of known) {
      const space = await findSpace(viewer, id, "fr");
      const said = Object.fromEntries(expected.map(([name]) => [name, space[name as keyof typeof rules]]));
      expect(said).toEqual(Object.fromEntries(expected.map(([name, set]) => [name, set.has(id)])));
      expect(space.guest).toBe(await isGuestIn(viewer, id));
    }
  }
});
