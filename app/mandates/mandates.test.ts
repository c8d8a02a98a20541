import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { viewerOf } from "../../tests/support/threads";
import { registerFactorRule } from "../accounts/factor-rules.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { decide } from "../membership/admission.server";
import { changePerson } from "../membership/person-changes.server";
import { findMandate, listMandates, listMandatesOf } from "./mandate-lists.server";
import { findMandates, giveMandate, holdsMandate, requireMandate, revokeMandate } from "./mandates.server";
import { mandateSchema, type NewMandate } from "./mandates-form.server";

const { ports } = useDatabase("demonstration");

let secretariat: Viewer;
let focal: Viewer;
let member: Viewer;
let jmed: string;

beforeAll(async () => {
  registerFactorRule(holdsMandate);
  secretariat = await viewerOf("secretariat.administration");
  focal = await viewerOf("jmed.point-focal");
  member = await viewerOf("jmed.suivi");
  jmed = (await db.organisation.findUniqueOrThrow({ where: { slug: "jmed" } })).id;
});

const refused = (status: number) => expect.objectContaining({ status });
const mandate = (more: Partial<NewMandate> = {}): NewMandate => ({
  organisation: jmed,
  person: member.personId,
  alternates: [],
  key: crypto.randomUUID(),
  from: "2026-11-01",
  until: "2026-11-30",
  ...more,
});
const give = async (more: Partial<NewMandate> = {}) => {
  const given = await giveMandate(focal, mandate(more));
  if (typeof given === "string") throw new Error(given);
  return given.id;
};

describe("a mandate", () => {
  test("lets its holder and alternates sign from the first to the last day, in the network's time zone", async () => {
    const id = await give({ alternates: [focal.personId] });
    expect(await requireMandate(member, jmed)).toMatchObject({ id, as: "holder" });
    expect(await requireMandate(focal, jmed)).toMatchObject({ id, as: "alternate" });
    // 30 November, 23:30 in Niamey; then 00:30 there.
    ports.clock.advance(Date.parse("2026-11-30T22:30:00Z") - ports.clock.now().getTime());
    expect(await findMandates(member)).toHaveLength(1);
    ports.clock.advance(3_600_000);
    expect(await findMandates(member)).toHaveLength(0);
    ports.clock.advance(Date.parse("2026-11-23T12:00:00Z") - ports.clock.now().getTime());
    await revokeMandate(focal, id, "Pour l’essai.");
  });

  test("ends immediately when it is revoked, and records the reason", async () => {
    const id = await give();
    await revokeMandate(focal, id, "Remplacée.");
    await expect(requireMandate(member, jmed)).rejects.toEqual(refused(403));
    expect(await findMandate(member, id)).toMatchObject({ state: "revoked", revokedBecause: "Remplacée." });
  });

  test("is suspended while its organisation is frozen, and ends when the organisation leaves", async () => {
    const id = await give();
    await decide(secretariat, jmed, { step: "frozen", reason: "Essai." });
    expect(await findMandates(member)).toHaveLength(0);
    expect(await listMandatesOf(member, jmed)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, state: "suspended" })]),
    );
    await decide(secretariat, jmed, { step: "restored", reason: "Essai." });
    expect(await findMandates(member)).toHaveLength(1);
    await decide(secretariat, jmed, { step: "left", reason: "Essai." });
    await decide(secretariat, jmed, { step: "admitted", class: "active", reason: "Essai." });
    expect(await findMandates(member)).toHaveLength(0);
  });

  test("ends with its holder's membership, and does not revive when they return", async () => {
    const id = await give();
    const place = { personId_organisationId: { personId: member.personId, organisationId: jmed } };
    const membership = await db.membership.findUniqueOrThrow({ where: place });
    await changePerson(secretariat, { what: "membership", membership: membership.id });
    await db.membership.create({ data: membership });
    expect(await findMandates(member)).toHaveLength(0);
    expect(await findMandate(secretariat, id)).toMatchObject({ state: "revoked", revokedBy: null });
  });

  test("is given once when submitted twice, and requires a second factor of its holder", async () => {
    const form = mandate();
    const [one, other] = [await giveMandate(focal, form), await giveMandate(focal, form)];
    expect(other).toMatchObject({ id: (one as { id: string }).id });
    expect(await holdsMandate(db, member.personId)).toBe(true);
    expect((await db.person.findUniqueOrThrow({ where: { id: member.personId } })).factorDue).not.toBeNull();
    await revokeMandate(focal, (one as { id: string }).id, "Essai.");
  });

  test("is given by the focal point or an administrator, to a person of the organisation, for future days", async () => {
    const stranger = (await viewerOf("agadez.plaidoyer")).personId;
    await expect(giveMandate(member, mandate())).rejects.toEqual(refused(404));
    await expect(giveMandate(await viewerOf("secretariat.moderation"), mandate())).rejects.toEqual(
      refused(404),
    );
    expect(await giveMandate(focal, mandate({ person: stranger }))).toBe("notTheirs");
    expect(await giveMandate(focal, mandate({ from: "2025-01-01", until: "2025-02-01" }))).toBe("past");
    await expect(listMandates(member, { q: "", after: null, state: "" })).rejects.toEqual(refused(404));
  });

  test("its form refuses invalid dates, the wrong order, and a holder who is their own alternate", () => {
    const wrong = (more: object) => mandateSchema.safeParse({ ...mandate(), ...more }).success;
    expect(wrong({})).toBe(true);
    for (const more of [
      { from: "2026-02-31x" },
      { until: "2026-10-01" },
      { until: "2099-01-01" },
      { alternates: [member.personId] },
      { person: ["a"] },
      { from: null },
    ]) {
      expect(wrong(more), JSON.stringify(more)).toBe(false);
    }
  });
});
