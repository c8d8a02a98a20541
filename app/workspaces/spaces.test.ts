import { beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../server/postgres";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson, makeViewer } from "../../tests/support/factories";
import { whileRefusing } from "../../tests/support/refusals";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import { until } from "../../tests/support/until";
import { changePassword } from "../accounts/account.server";
import { lockAccount } from "../accounts/emergency-access.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { listThreads } from "../discussions/thread-lists.server";
import { startThread } from "../discussions/threads.server";
import { readCursor } from "../http/pagination";
import { addMembership } from "../organisations/organisations.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { readableSpaces } from "./access.server";
import { changeCalendar, isSubscribed, registerCalendars } from "./calendar.server";
import { findCandidates } from "./candidates.server";
import { enterSpace } from "./entry.server";
import { writeFeed } from "./feed.server";
import { changeMembers } from "./member-actions.server";
import { listMembers } from "./members.server";
import { personReads } from "./readers.server";
import { changeSpace, closeSpace, createSpace, eraseDeletedSpaces } from "./space-lifecycle.server";
import { listSpaces } from "./space-lists.server";
import { findOpenSpace, findSpace } from "./space-pages.server";
import { upsertMember } from "./spaces.server";
import type { NewSpace } from "./spaces-form.server";
import { changeTasks, countTasks, listAssignees, listTasks } from "./tasks.server";

const { urls } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let zinder: Viewer;
let guest: Viewer;
let secretariat: Viewer;
let frozen: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.suivi");
  agadez = await viewerOf("agadez.terrain");
  zinder = await viewerOf("zinder");
  guest = await viewerOf("partenaire");
  secretariat = await viewerOf("secretariat.adm");
  frozen = await viewerOf("diffa");
});

const answer = (status: number) => expect.objectContaining({ status });
const form = (over: Partial<NewSpace> = {}): NewSpace => ({
  name: "Groupe secret",
  description: "",
  kind: "working_group" as const,
  key: newId(),
  visibility: "private" as const,
  confidentiality: "restricted" as const,
  ...over,
});

describe("creating a space", () => {
  test("happens once, however often the form is sent, with its creator as facilitator", async () => {
    const sent = form();
    const made = await Promise.all([1, 2, 3].map(() => createSpace(jmed, sent, "fr")));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const space = await findSpace(jmed, made[0]?.id, "fr");
    expect(space).toMatchObject({ canManage: true, writes: true, role: "facilitator" });
  });

  test("needs write access, and an organisation of the viewer’s own", async () => {
    await expect(createSpace(frozen, form(), "fr")).rejects.toEqual(answer(403));
    await expect(createSpace(guest, form(), "fr")).rejects.toEqual(answer(403));
    const [organisation] = zinder.memberships;
    const foreign = form({ kind: "organisation", organisation: organisation?.organisationId });
    await expect(createSpace(jmed, foreign, "fr")).rejects.toEqual(answer(400));
    const theme = await db.theme.findFirstOrThrow();
    await expect(createSpace(jmed, form({ kind: "theme", theme: theme.id }), "fr")).rejects.toEqual(
      answer(400),
    );
  });

  test("adds the tasks of its template", async () => {
    const { id } = await createSpace(jmed, form({ template: "dialogue" }), "fr");
    expect(await countTasks(jmed, await findSpace(jmed, id, "fr"))).toEqual({ open: 5, late: 0, done: 0 });
  });
});

describe("a private space is hidden from people who may not know of it", () => {
  test("its URL, lists, search and threads answer as for an unknown space", async () => {
    const { id } = await createSpace(agadez, form({ name: "Cellule Xylophone" }), "fr");
    const thread = { title: "Xylophone caché", body: "Rien", key: newId() };
    const { threadId } = await startThread(agadez, { spaceId: id, themeIds: [] }, thread);
    for (const viewer of [jmed, secretariat, guest, frozen]) {
      const [missing, hidden] = await Promise.all(
        [newId(), id].map((each) => findSpace(viewer, each, "fr").catch((error: unknown) => error)),
      );
      expect(hidden).toEqual(missing);
      for (const scope of ["own", "others", "closed", "orphaned"] as const) {
        expect((await listSpaces(viewer, "fr", { scope, q: "xylophone" })).spaces).toEqual([]);
      }
      const { threads, total } = await listThreads(viewer, "fr", { size: 100 });
      expect(threads.map((each) => each.id)).not.toContain(threadId);
      expect(total).toBe(threads.length);
      await expect(enterSpace(viewer, id, { what: "request", message: "" })).rejects.toEqual(answer(404));
      await expect(changeMembers(viewer, id, { what: "remove", person: agadez.personId })).rejects.toEqual(
        answer(404),
      );
      await expect(changeTasks(viewer, id, { what: "done", task: newId() })).rejects.toEqual(answer(404));
      await expect(changeCalendar(viewer, id, { what: "subscribe" })).rejects.toEqual(answer(404));
    }
    expect((await listSpaces(agadez, "fr", { scope: "own", q: "xylophone" })).spaces).toHaveLength(1);
  });

  test("search words are not patterns", async () => {
    expect((await listSpaces(jmed, "fr", { scope: "own", q: "%" })).spaces).toEqual([]);
    expect((await listSpaces(jmed, "fr", { scope: "others", q: "_" })).spaces).toEqual([]);
  });
});

describe("joining", () => {
  test("is immediate where the network reads, and gives write access", async () => {
    const id = await makeSpace({ visibility: "network", facilitator: agadez.personId });
    await expect(changeTasks(jmed, id, { what: "add", title: "x", key: newId() })).rejects.toEqual(
      answer(403),
    );
    await enterSpace(jmed, id, { what: "join" });
    await enterSpace(jmed, id, { what: "join" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ role: "member", writes: true });
    await expect(enterSpace(frozen, id, { what: "join" })).rejects.toEqual(answer(403));
  });

  test("on request: refused with a reason shown, requested again, approved", async () => {
    const id = await makeSpace({ visibility: "on_request", facilitator: agadez.personId });
    await expect(enterSpace(jmed, id, { what: "join" })).rejects.toEqual(answer(403));
    await enterSpace(jmed, id, { what: "request", message: "S’il vous plaît" });
    const [asked] = (await listMembers(agadez, id)).requests;
    expect(asked).toMatchObject({ person: jmed.personId, message: "S’il vous plaît" });
    // On the members tab, only for those who decide on requests.
    expect(await findSpace(agadez, id, "fr")).toMatchObject({ joinRequests: 1 });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ joinRequests: 0 });
    await changeMembers(agadez, id, { what: "refuse", ask: asked?.id ?? "", reason: "Complet" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ refusal: "Complet", reads: false });
    await enterSpace(jmed, id, { what: "request", message: "" });
    const [again] = (await listMembers(agadez, id)).requests;
    await changeMembers(agadez, id, { what: "approve", ask: again?.id ?? "" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ reads: true, writes: true });
  });

  test("by invitation, which shows a private space only to the invited person", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    await changeMembers(agadez, id, { what: "invite", person: jmed.personId, role: "reader" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ reads: false, invitedAs: "reader" });
    await expect(findOpenSpace(jmed, id, "fr")).rejects.toEqual(answer(404));
    await enterSpace(jmed, id, { what: "accept" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ reads: true, writes: false });
    await expect(findSpace(zinder, id, "fr")).rejects.toEqual(answer(404));
  });

  test("is refused when the inviter no longer manages the space", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    const { id: personId, email } = await makePerson();
    const organisationId = (await db.admission.findFirstOrThrow({ where: { frozenAt: null } }))
      .organisationId;
    await inTransaction((tx) => addMembership(tx, { personId, organisationId, role: "member" }));
    await changeMembers(agadez, id, { what: "invite", person: personId, role: "facilitator" });
    const own = { spaceId: id, personId: agadez.personId };
    await db.spaceMember.updateMany({ where: own, data: { role: "member" } });
    expect(await enterSpace(await viewerOf(email), id, { what: "accept" })).toBe("lapsed");
    expect(await personReads(personId, id)).toBe(false);
    await db.spaceMember.updateMany({ where: own, data: { role: "facilitator" } });
    expect(await enterSpace(await viewerOf(email), id, { what: "accept" })).toBe("done");
    expect(await personReads(personId, id)).toBe(true);
  });

  test("is refused when the requester has left their organisation", async () => {
    const id = await makeSpace({ visibility: "on_request", facilitator: agadez.personId });
    const { id: personId } = await makePerson();
    const organisationId = (await db.admission.findFirstOrThrow()).organisationId;
    const ask = await db.joinRequest.create({
      data: {
        id: newId(),
        spaceId: id,
        personId,
        role: "member",
        organisationId,
        createdAt: new Date(),
        createdById: personId,
      },
    });
    await changeMembers(agadez, id, { what: "approve", ask: ask.id });
    expect(await personReads(personId, id)).toBe(false);
  });
});

describe("the members of a space", () => {
  test("the last facilitator cannot leave, be removed or change role", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    const person = agadez.personId;
    expect(await enterSpace(agadez, id, { what: "leave" })).toBe("last");
    expect(await changeMembers(agadez, id, { what: "remove", person })).toBe("last");
    expect(await changeMembers(agadez, id, { what: "role", person, role: "member" })).toBe("last");
    expect(await findSpace(agadez, id, "fr")).toMatchObject({ canManage: true });
  });

  test("of two facilitators who remove each other concurrently, one stays", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "facilitator"));
    await Promise.allSettled([
      changeMembers(agadez, id, { what: "remove", person: jmed.personId }),
      changeMembers(jmed, id, { what: "remove", person: agadez.personId }),
    ]);
    expect(await db.spaceMember.count({ where: { spaceId: id, role: "facilitator" } })).toBe(1);
  });

  test("are visible to members, not to guests or people who only know of the space", async () => {
    const id = await makeSpace({ visibility: "on_request", facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "guest"));
    await expect(listMembers(jmed, id)).rejects.toEqual(answer(404));
    await expect(listMembers(secretariat, id)).rejects.toEqual(answer(404));
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "reader"));
    expect((await listMembers(jmed, id)).members).toHaveLength(2);
  });

  test("are changed only by its manager", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "member"));
    const act = { what: "remove" as const, person: agadez.personId };
    await expect(changeMembers(jmed, id, act)).rejects.toEqual(answer(403));
    expect(await findCandidates(jmed, id, "Zeinabou")).toEqual([]);
    expect(await findCandidates(agadez, id, "zéinabou")).toHaveLength(1);
  });

  test("only administrators appoint a facilitator where none is left", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await db.spaceMember.deleteMany({ where: { spaceId: id } });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "member"));
    const act = { what: "role" as const, person: jmed.personId, role: "facilitator" as const };
    await expect(changeMembers(zinder, id, act)).rejects.toEqual(answer(404));
    expect(await listMembers(secretariat, id)).toMatchObject({
      canManage: false,
      canAppointFacilitator: true,
    });
    await changeMembers(secretariat, id, act);
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ canManage: true });
    await expect(findSpace(secretariat, id, "fr")).rejects.toEqual(answer(404));
  });

  test("administrators cannot add people, themselves included, to a space without a facilitator", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId });
    await db.spaceMember.deleteMany({ where: { spaceId: id } });
    await inTransaction((tx) => upsertMember(tx, id, zinder.personId, "reader"));
    const organisation = jmed.memberships[0]?.organisationId ?? "";
    const { id: asked } = await db.joinRequest.create({
      data: {
        id: newId(),
        spaceId: id,
        personId: jmed.personId,
        role: "member",
        createdAt: new Date(),
        createdById: jmed.personId,
      },
    });
    for (const { personId: person } of [secretariat, jmed]) {
      for (const act of [
        { what: "invite", person, role: "facilitator" },
        { what: "invite", person, role: "reader" },
        { what: "role", person, role: "facilitator" },
        { what: "role", person: zinder.personId, role: "member" },
        { what: "remove", person: zinder.personId },
        { what: "approve", ask: asked },
        { what: "organisation", organisation, role: "reader" },
      ] as const) {
        await expect(changeMembers(secretariat, id, act), JSON.stringify(act)).rejects.toEqual(answer(403));
      }
      expect(await personReads(person, id)).toBe(false);
    }
    expect(await db.spaceInvitation.count({ where: { spaceId: id } })).toBe(0);
    expect(await findCandidates(secretariat, id, jmed.name)).toEqual([]);
    expect((await listMembers(secretariat, id)).requests).toEqual([]);
  });

  test("administrators may appoint a person who is in the space through an organisation, and are offered only those", async () => {
    const id = await makeSpace({ visibility: "private", facilitator: agadez.personId, state: "archived" });
    await db.spaceMember.deleteMany({ where: { spaceId: id } });
    const organisationId = jmed.memberships[0]?.organisationId ?? "";
    const whole = { spaceId: id, organisationId, role: "reader" as const, createdAt: new Date() };
    await db.spaceOrganisation.create({ data: whole });
    const person = jmed.personId;
    expect((await findCandidates(secretariat, id, jmed.name)).map((each) => each.id)).toEqual([person]);
    expect(await findCandidates(secretariat, id, zinder.name)).toEqual([]);
    await changeMembers(secretariat, id, { what: "role", person, role: "facilitator" });
    expect(await findSpace(jmed, id, "fr")).toMatchObject({ canManage: true });
    expect(await db.spaceMember.findFirst({ where: { spaceId: id } })).toMatchObject({ organisationId });
  });

  test.each(["archived", "deleted"] as const)(
    "one that is %s admits and promotes no member; members can still leave it",
    async (state) => {
      const id = await makeSpace({ facilitator: agadez.personId, state });
      await inTransaction((tx) => upsertMember(tx, id, zinder.personId, "reader"));
      const organisation = jmed.memberships[0]?.organisationId ?? "";
      for (const act of [
        { what: "invite", person: jmed.personId, role: "member" },
        { what: "role", person: zinder.personId, role: "facilitator" },
        { what: "approve", ask: newId() },
        { what: "organisation", organisation, role: "member" },
      ] as const) {
        await expect(changeMembers(agadez, id, act), act.what).rejects.toEqual(answer(403));
      }
      expect(await findCandidates(agadez, id, jmed.name)).toEqual([]);
      await changeMembers(agadez, id, { what: "remove", person: zinder.personId });
      expect(await db.spaceMember.count({ where: { spaceId: id } })).toBe(1);
    },
  );
});

describe("a person who hides their name in the directory", () => {
  const ids = (people: { id: string }[]) => people.map(({ id }) => id);
  const show = async (nameRank: number) => {
    const card = { personId: hidden.personId, nameRank, updatedAt: new Date() };
    await db.personCard.upsert({ where: { personId: hidden.personId }, create: card, update: card });
  };
  let hidden: Viewer;
  let colleague: Viewer;

  beforeAll(async () => {
    const organisation = await makeOrganisation();
    hidden = await makeViewer({ organisation });
    colleague = await makeViewer({ organisation });
    await db.person.update({ where: { id: hidden.personId }, data: { name: "Ramatou Discrète" } });
  });

  test("is no candidate for viewers who may not see the name", async () => {
    const id = await makeSpace({ visibility: "network", facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, colleague.personId, "facilitator"));
    const finding = async () =>
      await Promise.all(
        [agadez, colleague, secretariat].map(
          async (viewer) => (await findCandidates(viewer, id, "Ramatou")).length,
        ),
      );
    await show(1);
    expect(await finding()).toEqual([1, 1, 1]);
    await show(2);
    expect(await finding()).toEqual([0, 1, 1]);
    await show(3);
    expect(await finding()).toEqual([0, 0, 1]);
  });

  test("is assigned tasks by these viewers only in a space they share, not in the network’s own", async () => {
    const own = await db.space.findFirstOrThrow({ where: { kind: "network" } });
    const offered = async (viewer: Viewer, space: string) =>
      ids(await listAssignees(viewer, space)).includes(hidden.personId);
    const task = { what: "add" as const, title: "x", assignee: hidden.personId };
    await show(1);
    expect(await offered(agadez, own.id)).toBe(true);
    await show(3);
    expect(await offered(agadez, own.id)).toBe(false);
    expect(await offered(colleague, own.id)).toBe(false);
    expect(await offered(hidden, own.id)).toBe(true);
    expect(await offered(secretariat, own.id)).toBe(true);
    await expect(changeTasks(agadez, own.id, { ...task, key: newId() })).rejects.toEqual(answer(400));
    await changeTasks(secretariat, own.id, { ...task, key: newId() });
    const id = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, hidden.personId, "member"));
    expect(await offered(agadez, id)).toBe(true);
    await changeTasks(agadez, id, { ...task, key: newId() });
  });
});

describe("the fields of a space", () => {
  const said = { description: "", visibility: "private", confidentiality: "internal" } as const;

  test("are changed by one of two concurrent writers; the other gets a conflict", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    const [one, other] = await Promise.all([
      changeSpace(agadez, id, { ...said, name: "Un", version: 0 }),
      changeSpace(agadez, id, { ...said, name: "Deux", version: 0 }),
    ]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    expect((await findSpace(agadez, id, "fr")).name).toBe(one ? "Un" : "Deux");
  });

  test("are not for members to change, and the network’s own space is never hidden", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "member"));
    const changed = { ...said, name: "Non", version: 0 };
    await expect(changeSpace(jmed, id, changed)).rejects.toEqual(answer(403));
    const own = await db.space.findFirstOrThrow({ where: { kind: "network" } });
    await expect(changeSpace(secretariat, own.id, changed)).rejects.toEqual(answer(400));
    await expect(closeSpace(secretariat, own.id, "delete")).rejects.toEqual(answer(403));
  });
});

describe("closing a space", () => {
  test("archived: read, not written; restored: as before", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await closeSpace(agadez, id, "archive");
    expect(await findSpace(agadez, id, "fr")).toMatchObject({
      reads: true,
      writes: false,
      state: "archived",
    });
    await expect(changeTasks(agadez, id, { what: "add", title: "x", key: newId() })).rejects.toEqual(
      answer(403),
    );
    await closeSpace(agadez, id, "restore");
    expect(await findSpace(agadez, id, "fr")).toMatchObject({ writes: true });
  });

  test("deleted: readable by no viewer; restorable for 30 days, then erased with its content", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    const thread = { title: "À perdre", body: "Oui", key: newId() };
    const { threadId } = await startThread(agadez, { spaceId: id, themeIds: [] }, thread);
    await closeSpace(agadez, id, "delete");
    await expect(findOpenSpace(agadez, id, "fr")).rejects.toEqual(answer(404));
    await eraseDeletedSpaces();
    await closeSpace(agadez, id, "restore");
    expect(await findOpenSpace(agadez, id, "fr")).toMatchObject({ writes: true });
    await closeSpace(agadez, id, "delete");
    await db.space.update({
      where: { id },
      data: { closedAt: new Date(now().getTime() - 31 * 24 * 3_600_000) },
    });
    await eraseDeletedSpaces();
    expect(await db.space.count({ where: { id } })).toBe(0);
    expect(await db.thread.count({ where: { id: threadId } })).toBe(0);
  });

  const monthAgo = () => new Date(now().getTime() - 31 * 24 * 3_600_000);
  const makeDeleted = async () => {
    const id = await makeSpace({ facilitator: agadez.personId, state: "deleted" });
    await db.space.update({ where: { id }, data: { closedAt: monthAgo() } });
    return id;
  };

  test("a space that cannot be erased does not stop the others, and is retried", async () => {
    const [stuck, other] = [await makeDeleted(), await makeDeleted()];
    await whileRefusing(urls().ownerUrl, { table: "Space", id: stuck }, () =>
      expect(eraseDeletedSpaces()).rejects.toThrow("1 deleted spaces"),
    );
    expect(await db.space.findMany({ where: { id: { in: [stuck, other] } }, select: { id: true } })).toEqual([
      { id: stuck },
    ]);
    await eraseDeletedSpaces();
    expect(await db.space.count({ where: { id: stuck } })).toBe(0);
  });

  test("a space restored after the list was read is not erased", async () => {
    const [first, restored] = [await makeDeleted(), await makeDeleted()];
    await withClient(urls().ownerUrl, async (owner) => {
      // Locks the first one, so that the job has read its list and waits.
      await owner.query("BEGIN");
      await owner.query(`SELECT 1 FROM "Space" WHERE "id" = $1 FOR UPDATE`, [first]);
      const erasing = eraseDeletedSpaces();
      await until(async () => {
        const { rows } = await owner.query("SELECT 1 FROM pg_locks WHERE NOT granted");
        expect(rows).toHaveLength(1);
      });
      await closeSpace(agadez, restored, "restore");
      await owner.query("COMMIT");
      await erasing;
    });
    expect(await findOpenSpace(agadez, restored, "fr")).toMatchObject({ writes: true });
    expect(await db.space.count({ where: { id: first } })).toBe(0);
  });
});

describe("tasks", () => {
  test("are listed by due day after any cursor, with late ones marked", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    for (const [title, due] of [
      ["c", undefined],
      ["a", "2020-01-01"],
      ["b", "2999-01-01"],
    ] as const) {
      await changeTasks(agadez, id, { what: "add", title, due, key: newId() });
    }
    const first = await listTasks(agadez, await findSpace(agadez, id, "fr"), { list: "open", take: 2 });
    expect(first.tasks.map(({ title, overdue }) => [title, overdue])).toEqual([
      ["a", true],
      ["b", false],
    ]);
    const rest = await listTasks(agadez, await findSpace(agadez, id, "fr"), {
      list: "open",
      after: readCursor(first.next),
    });
    expect(rest.tasks.map(({ title }) => title)).toEqual(["c"]);
    await changeTasks(agadez, id, { what: "done", task: first.tasks[0]?.id ?? "" });
    expect(await countTasks(agadez, await findSpace(agadez, id, "fr"))).toEqual({
      open: 2,
      late: 0,
      done: 1,
    });
  });

  test("are written once, and assigned only to members of the space", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    const act = { what: "add" as const, title: "x", key: newId() };
    await Promise.all(
      [changeTasks(agadez, id, act), changeTasks(agadez, id, act)].map((each) => each.catch(() => null)),
    );
    expect(await db.spaceTask.count({ where: { spaceId: id } })).toBe(1);
    const foreign = { ...act, key: newId(), assignee: jmed.personId };
    await expect(changeTasks(agadez, id, foreign)).rejects.toEqual(answer(400));
  });
});

describe("a calendar subscription", () => {
  const tokenOf = (address: string | null) => /calendriers\/([\w-]+)\.ics$/.exec(address ?? "")?.[1];

  test("shows the dates; answers 404 once revoked, renewed, or its owner left the space", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, id, jmed.personId, "reader"));
    await changeCalendar(agadez, id, {
      what: "add",
      title: "Réunion",
      day: "2999-03-04",
      time: "14:30",
      key: newId(),
    });
    const first = tokenOf(await changeCalendar(jmed, id, { what: "subscribe" }));
    const written = await writeFeed(first);
    expect(written).toContain("SUMMARY:Réunion");
    expect(written).toContain("DTSTART;TZID=Africa/Niamey:29990304T143000");
    expect(await db.calendarLink.count({ where: { tokenHash: first } })).toBe(0);
    const second = tokenOf(await changeCalendar(jmed, id, { what: "subscribe" }));
    await expect(writeFeed(first)).rejects.toEqual(answer(404));
    await db.spaceMember.deleteMany({ where: { spaceId: id, personId: jmed.personId } });
    await expect(writeFeed(second)).rejects.toEqual(answer(404));
  });

  test("ends when its owner’s credentials change, and can be created again", async () => {
    const id = await makeSpace({ facilitator: agadez.personId });
    const { id: personId, email } = await makePerson();
    await inTransaction((tx) => upsertMember(tx, id, personId, "reader"));
    const viewer = await viewerOf(email);
    const token = tokenOf(await changeCalendar(viewer, id, { what: "subscribe" }));
    expect(await isSubscribed(viewer, id)).toBe(true);
    await changePassword(viewer, "une phrase toute neuve");
    await expect(writeFeed(token)).rejects.toEqual(answer(404));
    expect(await isSubscribed(viewer, id)).toBe(false);
    const again = tokenOf(await changeCalendar(viewer, id, { what: "subscribe" }));
    expect(await writeFeed(again)).toContain("VCALENDAR");
  });

  test("ends when its owner’s account is locked, and stays revoked after the unlock", async () => {
    registerCalendars();
    const id = await makeSpace({ facilitator: agadez.personId });
    const { id: personId, email } = await makePerson();
    await inTransaction((tx) => upsertMember(tx, id, personId, "reader"));
    const token = tokenOf(await changeCalendar(await viewerOf(email), id, { what: "subscribe" }));
    expect(await writeFeed(token)).toContain("VCALENDAR");
    await lockAccount(secretariat, personId);
    await expect(writeFeed(token)).rejects.toEqual(answer(404));
    await deliverWaiting();
    await db.person.update({ where: { id: personId }, data: { lockedAt: null } });
    expect(await personReads(personId, id)).toBe(true);
    await expect(writeFeed(token)).rejects.toEqual(answer(404));
  });
});

test("the readers of a space are the same, computed from the viewer or from the space", async () => {
  const spaces = await db.space.findMany({ select: { id: true } });
  const people = await db.person.findMany({ where: { email: { endsWith: "@demo.example" } } });
  for (const { id: personId, email } of people) {
    const viewer = await viewerOf(email);
    const found = await db.space.findMany({ where: readableSpaces(viewer), select: { id: true } });
    const asked = await Promise.all(
      spaces.map(async ({ id }) => ((await personReads(personId, id)) ? id : null)),
    );
    expect(asked.filter(Boolean).sort(), email).toEqual(found.map(({ id }) => id).sort());
  }
});
