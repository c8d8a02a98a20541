import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson, makeViewer } from "../../tests/support/factories";
import { viewerOf } from "../../tests/support/threads";
import { startSession } from "../accounts/sessions.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { decide } from "./admission.server";
import { findMembershipState, listOrganisations, readHistory } from "./admissions.server";
import { listColleagues } from "./colleagues.server";
import { findPerson, listPeople } from "./network-people.server";
import { changePerson } from "./person-changes.server";
import { findSituation, setSituation } from "./situation.server";

useDatabase("demonstration");

let secretariat: Viewer;
let moderator: Viewer;
let focal: Viewer;
let member: Viewer;

beforeAll(async () => {
  secretariat = await viewerOf("secretariat.administration");
  moderator = await viewerOf("secretariat.moderation");
  focal = await viewerOf("jmed.point-focal");
  member = await viewerOf("jmed.suivi");
});

const reason = "Décision du comité.";
const refused = (status: number) => expect.objectContaining({ status });
const idOf = async (slug: string) => (await db.organisation.findUniqueOrThrow({ where: { slug } })).id;

describe("an organisation's admission", () => {
  test("goes from candidate to admitted, frozen, restored and left, each with its reason", async () => {
    const id = await makeOrganisation({ relation: "contact" });
    const steps = [
      { step: "candidate", class: "associate", reason },
      { step: "admitted", class: "active", reason },
      { step: "class_changed", class: "associate", reason },
      { step: "frozen", reason },
      { step: "restored", reason },
      { step: "left", reason },
    ] as const;
    for (const step of steps) expect(await decide(secretariat, id, step), step.step).toBe(true);
    expect(await findMembershipState(secretariat, id)).toMatchObject({ state: "left" });
    const history = await readHistory(secretariat, id);
    expect(history.map(({ step }) => step)).toEqual(steps.map(({ step }) => step).reverse());
    expect(history.every((line) => line.reason === reason && line.by)).toBe(true);
  });

  test("refuses a step from the wrong state; of two concurrent steps one is taken", async () => {
    const id = await makeOrganisation();
    expect(await decide(secretariat, id, { step: "restored", reason })).toBe(false);
    const both = await Promise.all([1, 2].map(() => decide(secretariat, id, { step: "frozen", reason })));
    expect(both.sort()).toEqual([false, true]);
  });

  test("is decided by administrators only, and never for the network's own organisation", async () => {
    const id = await makeOrganisation();
    for (const viewer of [moderator, focal, member]) {
      await expect(decide(viewer, id, { step: "frozen", reason })).rejects.toEqual(refused(404));
    }
    await expect(decide(secretariat, await idOf("remiddh"), { step: "frozen", reason })).rejects.toEqual(
      refused(404),
    );
  });

  test("raises the rights number of its people when it changes", async () => {
    const id = await makeOrganisation();
    const { personId } = await makeViewer({ organisation: id });
    const before = await db.person.findUniqueOrThrow({ where: { id: personId } });
    await decide(secretariat, id, { step: "frozen", reason });
    const after = await db.person.findUniqueOrThrow({ where: { id: personId } });
    expect(after.rights).toBeGreaterThan(before.rights);
  });
});

describe("the administrative situation", () => {
  test("is visible to the secretariat and that organisation only", async () => {
    const id = await idOf("demo-diffa");
    expect(await findSituation(secretariat, id)).toMatchObject({ status: "suspended" });
    expect(await findSituation(moderator, id)).toMatchObject({ status: "suspended" });
    expect(await findSituation(await viewerOf("diffa.coordination"), id)).toMatchObject({
      status: "suspended",
    });
    for (const viewer of [focal, member, await viewerOf("controle.registre")]) {
      await expect(findSituation(viewer, id)).rejects.toEqual(refused(404));
    }
  });

  test("is not writable by a frozen organisation, which gets an explanation", async () => {
    const id = await idOf("demo-diffa");
    const frozen = await viewerOf("diffa.coordination");
    await expect(setSituation(frozen, id, { status: "authorised" })).rejects.toEqual(refused(403));
  });
});

describe("people", () => {
  test("are listed page by page, each once, ordered by name ignoring accents", async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Épreuve ${String(index).padStart(3, "0")}`);
    for (const name of names)
      await db.person.create({
        data: {
          id: crypto.randomUUID(),
          email: `${crypto.randomUUID()}@essai.example`,
          name,
          createdAt: new Date(),
        },
      });
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof listPeople>>["next"] = null;
    do {
      const part: Awaited<ReturnType<typeof listPeople>> = await listPeople(secretariat, {
        q: "epreuve",
        filter: "",
        after,
      });
      expect(part.total).toBe(120);
      seen.push(...part.rows.map(({ name }) => name));
      after = part.next;
    } while (after);
    expect(seen).toEqual(names);
  });

  test("a search treats special characters literally", async () => {
    for (const q of ["%", "_", "\\", "'", "{}"]) {
      expect((await listPeople(secretariat, { q, filter: "", after: null })).rows).toEqual(
        q === "_" || q === "'" || q === "\\" || q === "%" || q === "{}" ? [] : expect.anything(),
      );
      expect((await listOrganisations(secretariat, { q: "%", state: "", after: null })).total).toBe(0);
    }
  });

  test("mail addresses of colleagues are visible to those who manage them", async () => {
    const id = await idOf("jmed");
    const asked = { q: "", after: null };
    expect((await listColleagues(member, id, asked)).rows.every(({ email }) => email === null)).toBe(true);
    expect((await listColleagues(focal, id, asked)).rows.every(({ email }) => email !== null)).toBe(true);
    await expect(listColleagues(await viewerOf("agadez.plaidoyer"), id, asked)).rejects.toEqual(refused(404));
  });

  test("a focal point gets a link to the emergency lock of each colleague but themselves, frozen or not", async () => {
    const asked = { q: "", after: null };
    const rows = (await listColleagues(focal, await idOf("jmed"), asked)).rows;
    for (const row of rows) expect(row.locks).toBe(row.personId !== focal.personId);
    expect(rows.length).toBeGreaterThan(1);
    const others = (await listColleagues(member, await idOf("jmed"), asked)).rows;
    expect(others.every(({ locks }) => !locks)).toBe(true);
  });

  test("a focal point manages their own organisation's people, and the last focal point stays", async () => {
    const id = await idOf("jmed");
    const memberships = await db.membership.findMany({ where: { organisationId: id } });
    const last = memberships.find(({ role }) => role === "focal_point")?.id ?? "";
    const other = memberships.find(({ role }) => role === "member")?.id ?? "";
    expect(await changePerson(focal, { what: "membership", membership: last })).toBe("lastFocalPoint");
    expect(await changePerson(focal, { what: "membership-role", membership: last, role: "member" })).toBe(
      "lastFocalPoint",
    );
    expect(
      await changePerson(focal, { what: "membership-role", membership: other, role: "focal_point" }),
    ).toBeNull();
    const foreign = await db.membership.findFirstOrThrow({
      where: { organisation: { slug: "demo-agadez" } },
    });
    await expect(changePerson(focal, { what: "membership", membership: foreign.id })).rejects.toEqual(
      refused(404),
    );
    await expect(changePerson(member, { what: "membership", membership: other })).rejects.toEqual(
      refused(404),
    );
  });

  test("ending the sessions of a person without any leaves no audit entry", async () => {
    const nobody = crypto.randomUUID();
    const change = { what: "sessions", person: nobody } as const;
    expect(await changePerson(secretariat, change)).toBeNull();
    expect(await db.auditEntry.count({ where: { objectId: nobody } })).toBe(0);
  });

  test("a moderator cannot end sessions of other people with a role in the network; administrators can", async () => {
    const sessionsOf = (personId: string) => db.session.count({ where: { personId } });
    for (const role of ["administrator", "moderator", "auditor"] as const) {
      const { id: person } = await makePerson({ role });
      await startSession(person);
      await expect(changePerson(moderator, { what: "sessions", person })).rejects.toEqual(refused(404));
      expect(await findPerson(moderator, person)).toMatchObject({ sessions: 1, endsSessions: false });
      expect(await sessionsOf(person), role).toBe(1);
      await changePerson(secretariat, { what: "sessions", person });
      expect(await sessionsOf(person), role).toBe(0);
    }
    const { id: person } = await makePerson();
    await startSession(person);
    await changePerson(moderator, { what: "sessions", person });
    expect(await sessionsOf(person)).toBe(0);
    const own = { what: "sessions", person: moderator.personId } as const;
    expect(await changePerson(moderator, own)).toBeNull();
  });

  test("giving a role in the network requires a recent proof, from any page", async () => {
    const { id } = await makePerson();
    const old = { ...secretariat, sign: secretariat.sign && { ...secretariat.sign, provenAt: new Date(0) } };
    const change = { what: "network-role", person: id, role: "administrator" } as const;
    await expect(changePerson(old, change)).rejects.toMatchObject({ status: 302 });
    await expect(changePerson({ ...old, sign: undefined }, change)).rejects.toMatchObject({ status: 302 });
    expect((await db.person.findUniqueOrThrow({ where: { id } })).role).toBeNull();
  });

  test("roles in the network are given by administrators, never to oneself, and one administrator stays", async () => {
    const { id } = await makePerson();
    await expect(
      changePerson(moderator, { what: "network-role", person: id, role: "moderator" }),
    ).rejects.toEqual(refused(404));
    expect(
      await changePerson(secretariat, { what: "network-role", person: secretariat.personId, role: "none" }),
    ).toBe("ownRole");
    expect(await changePerson(secretariat, { what: "network-role", person: id, role: "auditor" })).toBeNull();
    expect((await db.person.findUniqueOrThrow({ where: { id } })).role).toBe("auditor");
  });
});
