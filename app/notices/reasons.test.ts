import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { DetailsOf, ObjectOf, ToldAction } from "../audit/actions";
import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { moveThread, prepareThreadMove } from "../discussions/moving.server";
import { startThread } from "../discussions/threads.server";
import { beginDocument } from "../documents/documents.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { followTheme } from "../themes/themes.server";
import { changeCalendar } from "../workspaces/calendar.server";
import { tellDeadlines } from "./deadlines.server";
import { setLevel } from "./levels.server";
import { registerNoticeKinds } from "./write-notices.server";

const { ports } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  registerNoticeKinds();
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  secretariat = await viewerOf("secretariat.administration");
});

beforeEach(async () => {
  await deliverWaiting();
  await db.notice.deleteMany();
  await db.noticeLevel.deleteMany();
});

const reasonOf = async ({ personId }: Pick<Viewer, "personId">, kind: string) =>
  (await db.notice.findMany({ where: { personId, kind } })).map(({ reason }) => reason);

/** What a verb records, delivered. */
async function happened<A extends ToldAction>(
  actor: Viewer,
  action: A,
  object: ObjectOf<A>,
  details: DetailsOf<A>,
): Promise<void> {
  await inTransaction((tx) => recordEvent<A>(tx, actor, action, object, ...([details] as never)));
  await deliverWaiting();
}

/** An organisation with a focal point and a member. */
async function makeStaff() {
  const organisation = await makeOrganisation();
  const [focal, member] = [await makePerson(), await makePerson()];
  for (const [{ id: personId }, role] of [
    [focal, "focal_point"],
    [member, "member"],
  ] as const)
    await db.membership.create({
      data: { id: newId(), personId, organisationId: organisation, role, createdAt: new Date() },
    });
  return { organisation, focal: { personId: focal.id }, member: { personId: member.id } };
}

describe("what is followed", () => {
  test("a theme tells of its new threads; a space, at the level of everything, of its threads and documents", async () => {
    const theme = await db.theme.findFirstOrThrow({ orderBy: { position: "asc" } });
    await followTheme(agadez, theme.id, true);
    const { id } = await makeThread(jmed);
    await deliverWaiting();
    expect(await db.notice.findMany({ where: { personId: agadez.personId, thingId: id } })).toMatchObject([
      { kind: "thread.started", reason: "followed", importance: 1 },
    ]);
    const space = await makeSpace({ facilitator: jmed.personId });
    const member = { spaceId: space, role: "member" as const, createdAt: new Date() };
    await db.spaceMember.create({ data: { ...member, personId: agadez.personId } });
    await setLevel(agadez, { thing: "space", id: space, loudness: "all" }, "fr");
    await beginDocument(jmed, { title: "Un texte", themes: [], space, key: newId() });
    await deliverWaiting();
    expect(await db.notice.findMany({ where: { personId: agadez.personId, spaceId: space } })).toMatchObject([
      { kind: "document.begun", reason: "followed", importance: 1 },
    ]);
  });

  test("a storm makes one notice: a thread of five hundred posts that moves", async () => {
    const spaces = [
      await makeSpace({ facilitator: jmed.personId }),
      await makeSpace({ facilitator: jmed.personId }),
    ];
    for (const spaceId of spaces)
      await db.spaceMember.create({
        data: { spaceId, personId: agadez.personId, role: "member", createdAt: new Date() },
      });
    const [from = "", to = ""] = spaces;
    const first = { title: "Un fil d’essai", body: "Premier", key: newId() };
    const { threadId } = await startThread(jmed, { spaceId: from, themeIds: [] }, first);
    await db.$executeRaw`
      INSERT INTO "Post" ("id", "threadId", "authorId", "body", "createdAt", "number", "change", "idempotencyKey")
      SELECT gen_random_uuid(), ${threadId}::uuid, ${agadez.personId}::uuid, 'x', now(), 1 + n, 1 + n, 'cle-' || n
      FROM generate_series(1, 500) n`;
    await deliverWaiting();
    await db.notice.deleteMany();
    const preview = await prepareThreadMove(jmed, threadId, to);
    await moveThread(jmed, threadId, { to, seen: preview.chosen?.seen ?? "" });
    await deliverWaiting();
    expect(await db.notice.findMany({ where: { personId: agadez.personId } })).toMatchObject([
      { kind: "thread.moved", reason: "followed", count: 1, importance: 0 },
    ]);
  });
});

describe("what waits for a decision", () => {
  test("a correction asks the focal points; its author learns of the decision", async () => {
    const { organisation, focal, member } = await makeStaff();
    await happened(jmed, "profile.proposed", organisation, { fields: "name", proposal: newId() } as never);
    expect(await reasonOf(focal, "profile.proposed")).toEqual(["decide"]);
    expect(await reasonOf(member, "profile.proposed")).toEqual([]);
    const details = { organisation, author: jmed.personId, accepted: true };
    await happened(secretariat, "profile.decided", newId(), details);
    expect(await reasonOf(jmed, "profile.decided")).toEqual(["decision"]);
  });

  test("a request to enter the portal and an erasure ask the administrators", async () => {
    await happened(jmed, "request.made", newId(), {});
    await happened(jmed, "erasure.asked", null, {});
    for (const kind of ["request.made", "erasure.asked"])
      expect(await reasonOf(secretariat, kind)).toEqual(["decide"]);
  });

  test("a candidacy asks the administrators, and tells the organisation", async () => {
    const { organisation, member } = await makeStaff();
    await happened(jmed, "admission.candidate", organisation, {});
    expect(await reasonOf(secretariat, "admission.candidate")).toEqual(["decide"]);
    expect(await reasonOf(member, "admission.candidate")).toEqual(["organisation"]);
  });

  test("an invitation to a space asks the invited person", async () => {
    const space = await makeSpace({ facilitator: jmed.personId });
    await happened(jmed, "space.invited", space, { person: agadez.personId, role: "member" });
    expect(await reasonOf(agadez, "space.invited")).toEqual(["decide"]);
  });

  test("a mandate about to end asks its holder and the focal points, a profile to confirm the focal points", async () => {
    const { organisation, focal, member } = await makeStaff();
    const now = ports.clock.now();
    const until = new Date(now.getTime() + 10 * 86_400_000);
    await db.mandate.create({
      data: {
        id: newId(),
        organisationId: organisation,
        personId: member.personId,
        from: now,
        until,
        givenAt: now,
        givenById: secretariat.personId,
        idempotencyKey: newId(),
      } as never,
    });
    await db.organisation.update({ where: { id: organisation }, data: { remindedAt: now } });
    await tellDeadlines();
    await tellDeadlines();
    for (const person of [focal, member])
      expect(await reasonOf(person, "mandate.ending")).toEqual(["decide"]);
    expect(await reasonOf(focal, "profile.due")).toEqual(["decide"]);
    expect(await reasonOf(member, "profile.due")).toEqual([]);
  });
});

test.each(["admission.admitted", "admission.frozen", "admission.restored", "admission.left"] as const)(
  "%s tells the people of the organisation",
  async (action) => {
    const { organisation, focal, member } = await makeStaff();
    await happened(secretariat, action, organisation, {});
    for (const person of [focal, member]) expect(await reasonOf(person, action)).toEqual(["organisation"]);
  },
);

test("a mandate tells its holder", async () => {
  const { organisation, member } = await makeStaff();
  const actor = { ...secretariat, organisationId: organisation };
  await happened(actor, "mandate.revoked", newId(), { holder: member.personId });
  expect(await reasonOf(member, "mandate.revoked")).toEqual(["organisation"]);
});

test("a deadline of the calendar is told the day before, and quietly the day after, once each", async () => {
  const space = await makeSpace({ facilitator: jmed.personId });
  const member = { spaceId: space, role: "member" as const, createdAt: new Date() };
  await db.spaceMember.create({ data: { ...member, personId: agadez.personId } });
  await setLevel(agadez, { thing: "space", id: space, loudness: "all" }, "fr");
  const day = new Date(ports.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  await changeCalendar(jmed, space, {
    what: "add",
    title: "Dépôt",
    day,
    deadline: "on",
    key: newId(),
  } as never);
  const told = async (kind: string) => {
    await tellDeadlines();
    return (await db.notice.findMany({ where: { personId: agadez.personId, kind } })).map(
      ({ reason, importance }) => ({ reason, importance }),
    );
  };
  expect(await told("date.near")).toEqual([{ reason: "deadline", importance: 1 }]);
  expect(await told("date.near")).toHaveLength(1);
  ports.clock.advance(2 * 86_400_000);
  expect(await told("date.passed")).toEqual([{ reason: "deadline", importance: 0 }]);
  expect(await told("date.near")).toHaveLength(1);
});
