import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";
import { changeCalendar, listDates } from "./calendar.server";
import { deleteRemovedItems, isRestorable } from "./removed-items.server";
import { findOpenSpace } from "./space-pages.server";
import { changeTasks, listTasks } from "./tasks.server";

useDatabase("demonstration");

let writer: Viewer;
let outsider: Viewer;
let spaceId: string;

beforeAll(async () => {
  writer = await viewerOf("agadez.terrain");
  outsider = await viewerOf("zinder");
  spaceId = await makeSpace({ facilitator: writer.personId });
});

const titles = async () => {
  const space = await findOpenSpace(writer, spaceId, "fr");
  return (await listTasks(writer, space, { list: "open" })).tasks.map(({ title }) => title);
};

const dates = async () => (await listDates(writer, spaceId, { over: false })).dates;

async function makeTask(title: string): Promise<string> {
  await changeTasks(writer, spaceId, {
    what: "add",
    title,
    due: "2027-01-15",
    assignee: writer.personId,
    key: newId(),
  });
  return (await db.spaceTask.findFirstOrThrow({ where: { spaceId, title } })).id;
}

async function makeDate(title: string): Promise<string> {
  await changeCalendar(writer, spaceId, {
    what: "add",
    title,
    day: "2099-01-15",
    time: "10:00",
    key: newId(),
  });
  return (await db.spaceDate.findFirstOrThrow({ where: { spaceId, title } })).id;
}

describe("a removed task", () => {
  test("leaves every list at once and is restored unchanged, once", async () => {
    const task = await makeTask("Relancer le ministère");
    const before = await db.spaceTask.findUniqueOrThrow({ where: { id: task } });
    await changeTasks(writer, spaceId, { what: "remove", task });
    expect(await titles()).not.toContain("Relancer le ministère");
    for (let time = 0; time < 2; time++) await changeTasks(writer, spaceId, { what: "restore", task });
    expect(await db.spaceTask.findUniqueOrThrow({ where: { id: task } })).toEqual(before);
    expect(await isRestorable("task", { id: task, spaceId })).toBe(false);
  });

  test("is restored once by two concurrent requests", async () => {
    const task = await makeTask("Une seule fois");
    await changeTasks(writer, spaceId, { what: "remove", task });
    await Promise.all([1, 2, 3].map(() => changeTasks(writer, spaceId, { what: "restore", task })));
    expect(await db.spaceTask.count({ where: { spaceId, title: "Une seule fois" } })).toBe(1);
  });

  test("is not restored by a person outside the space, nor through another space", async () => {
    const task = await makeTask("Réservée");
    await changeTasks(writer, spaceId, { what: "remove", task });
    await expect(changeTasks(outsider, spaceId, { what: "restore", task })).rejects.toMatchObject({
      status: 404,
    });
    const other = await makeSpace({ facilitator: outsider.personId });
    await changeTasks(outsider, other, { what: "restore", task });
    expect(await isRestorable("task", { id: task, spaceId })).toBe(true);
    expect(await db.spaceTask.count({ where: { id: task } })).toBe(0);
  });

  test("is permanently deleted after 30 days, and not before", async () => {
    const [old, recent] = [await makeTask("Ancienne"), await makeTask("Récente")];
    for (const task of [old, recent]) await changeTasks(writer, spaceId, { what: "remove", task });
    const day = 24 * 60 * 60 * 1000;
    const ago = (days: number) => new Date(now().getTime() - days * day);
    await db.removedItem.update({ where: { id: old }, data: { removedAt: ago(31) } });
    await db.removedItem.update({ where: { id: recent }, data: { removedAt: ago(29) } });
    await deleteRemovedItems();
    expect(await isRestorable("task", { id: old, spaceId })).toBe(false);
    expect(await isRestorable("task", { id: recent, spaceId })).toBe(true);
  });
});

test("a removed date leaves the calendar and is restored with its time", async () => {
  const date = await makeDate("Réunion du groupe");
  await changeCalendar(writer, spaceId, { what: "remove", date });
  expect(await dates()).toEqual([]);
  await changeCalendar(writer, spaceId, { what: "restore", date });
  expect(await dates()).toMatchObject([{ id: date, title: "Réunion du groupe", time: "10:00" }]);
});
