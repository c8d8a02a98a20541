import { beforeEach, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { runInRequest } from "../http/request.server";
import { actingFor, recordEvent, thePortal } from "./record-event.server";

useDatabase();

const actor = { personId: newId() };
const [organisation, object, other] = [newId(), newId(), newId()];

beforeEach(async () => {
  await db.outboxEvent.deleteMany();
});

const entriesOn = (id: string) => db.auditEntry.findMany({ where: { objectId: id } });
const events = () => db.outboxEvent.findMany();

test("an action that is audited and told writes both; what only subscribers need stays out of the record", async () => {
  await inTransaction((tx) =>
    recordEvent(tx, actingFor(actor, organisation), "post.written", object, { thread: other }),
  );
  expect(await entriesOn(object)).toMatchObject([
    { ...actor, organisationId: organisation, action: "post.written", objectType: "post", details: {} },
  ]);
  expect(await events()).toMatchObject([
    {
      type: "post.written",
      payload: { ...actor, organisationId: organisation, object, details: { thread: other } },
      deliveredAt: null,
    },
  ]);
});

test("an action is only audited, or only told, where the table says so", async () => {
  const [audited, told] = [newId(), newId()];
  await recordEvent(db, actor, "situation.written", audited);
  await inTransaction((tx) => recordEvent(tx, actor, "theme.followed", told));
  expect(await entriesOn(audited)).toHaveLength(1);
  expect(await entriesOn(told)).toEqual([]);
  expect((await events()).map(({ type }) => type)).toEqual(["theme.followed"]);
});

test("details are in the entry and in the event; those without a value are left out", async () => {
  const id = newId();
  await inTransaction((tx) => recordEvent(tx, thePortal, "admission.frozen", id, {}));
  await inTransaction((tx) => recordEvent(tx, thePortal, "admission.admitted", id, { class: "observer" }));
  expect((await entriesOn(id)).map(({ details }) => details)).toEqual([{}, { class: "observer" }]);
  expect((await events()).map(({ payload }) => (payload as { details: object }).details)).toEqual([
    {},
    { class: "observer" },
  ]);
});

test("nothing stays of an act that is rolled back, neither its network", async () => {
  const id = newId();
  const failing = runInRequest({ network: "192.0.2.0/24" }, () =>
    inTransaction(async (tx) => {
      await recordEvent(tx, actor, "account.unlocked", id);
      throw new Error("not today");
    }),
  );
  await expect(failing).rejects.toThrow("not today");
  expect(await entriesOn(id)).toEqual([]);
  expect(await events()).toEqual([]);
  expect(await db.auditAddress.count()).toBe(0);
});

test("the network of the request is kept for acts on rights, not for contributions", async () => {
  const [right, post] = [newId(), newId()];
  await runInRequest({ network: "192.0.2.0/24" }, () =>
    inTransaction(async (tx) => {
      await recordEvent(tx, actor, "account.unlocked", right);
      await recordEvent(tx, actor, "post.written", post, { thread: other });
    }),
  );
  const [entry] = await entriesOn(right);
  expect(await db.auditAddress.findMany()).toMatchObject([{ entryId: entry?.id, network: "192.0.2.0/24" }]);
});
