import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { readCursor } from "../http/pagination";
import { today } from "../network/today.server";
import { changeCalendar, listDates, listMonth, listUpcoming } from "./calendar.server";
import { dateActionSchema } from "./dates-form.server";
import { writeFeed } from "./feed.server";
import { timezoneComponent } from "./timezone.server";

const { ports } = useDatabase("demonstration");
let jmed: Viewer;
let agadez: Viewer;
beforeAll(async () => {
  jmed = await viewerOf("jmed.suivi");
  agadez = await viewerOf("agadez.terrain");
});

interface Fields {
  day: string;
  lastDay?: string;
  time?: string;
  title?: string;
}

async function calendarWith(...dates: Fields[]) {
  const space = await makeSpace({ facilitator: jmed.personId });
  for (const fields of dates) await add(space, fields);
  const address = await changeCalendar(jmed, space, { what: "subscribe" });
  const token = /([\w-]{32})\.ics$/.exec(address ?? "")?.[1];
  return { space, feed: () => writeFeed(token) };
}

async function add(space: string, fields: Fields): Promise<void> {
  const act = dateActionSchema.parse({ what: "add", title: "Essai", ...fields, key: newId() });
  await changeCalendar(jmed, space, act);
}

const line = (feed: string, name: string) =>
  feed
    .slice(feed.indexOf("BEGIN:VEVENT"))
    .match(new RegExp(`^${name}[;:].*$`, "m"))?.[0]
    .trim();

describe("the page and the feed show the same dates", () => {
  test.each([
    ["a day", { day: "2026-12-05" }, ";VALUE=DATE:20261205", ";VALUE=DATE:20261206", [null, null]],
    [
      "a day whose last day is itself",
      { day: "2026-12-07", lastDay: "2026-12-07" },
      ";VALUE=DATE:20261207",
      ";VALUE=DATE:20261208",
      [null, null],
    ],
    [
      "an hour",
      { day: "2026-12-05", time: "09:00" },
      ";TZID=Africa/Niamey:20261205T090000",
      ";TZID=Africa/Niamey:20261205T100000",
      [null, "09:00"],
    ],
    [
      "the last hour of a year",
      { day: "2026-12-31", time: "23:30" },
      ";TZID=Africa/Niamey:20261231T233000",
      ";TZID=Africa/Niamey:20270101T003000",
      [null, "23:30"],
    ],
    [
      "an hour of a day whose last day is itself",
      { day: "2026-12-07", lastDay: "2026-12-07", time: "09:00" },
      ";TZID=Africa/Niamey:20261207T090000",
      ";TZID=Africa/Niamey:20261207T100000",
      [null, "09:00"],
    ],
    [
      "several days from an hour on (C02a)",
      { day: "2026-12-05", lastDay: "2026-12-06", time: "09:00" },
      ";TZID=Africa/Niamey:20261205T090000",
      ";TZID=Africa/Niamey:20261207T000000",
      ["2026-12-06", "09:00"],
    ],
    [
      "the first minutes of the day (C01a)",
      { day: "2026-12-05", lastDay: "2026-12-06", time: "00:30" },
      ";TZID=Africa/Niamey:20261205T003000",
      ";TZID=Africa/Niamey:20261207T000000",
      ["2026-12-06", "00:30"],
    ],
    [
      "the turn of the year",
      { day: "2026-12-28", lastDay: "2027-01-03" },
      ";VALUE=DATE:20261228",
      ";VALUE=DATE:20270104",
      ["2027-01-03", null],
    ],
  ] as const)("%s", async (_what, fields, start, end, [lastDay, time]) => {
    const { space, feed } = await calendarWith(fields);
    const written = await feed();
    expect(line(written, "DTSTART")).toBe(`DTSTART${start}`);
    expect(line(written, "DTEND")).toBe(`DTEND${end}`);
    expect((await listDates(jmed, space)).dates).toMatchObject([{ day: fields.day, lastDay, time }]);
  });

  test("the feed describes its zone and stamps in UTC", async () => {
    const { feed } = await calendarWith({ day: "2026-12-05", time: "09:00" });
    const written = await feed();
    expect(written).toContain("TZID:Africa/Niamey\r\nBEGIN:STANDARD");
    expect(written).toContain("TZOFFSETTO:+0100");
    expect(line(written, "DTSTAMP")).toMatch(/Z$/);
  });

  test("a zone with clock changes lists them", () => {
    const paris = timezoneComponent("Europe/Paris", [2026, 2026]);
    expect(paris).toContain(
      "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT",
    );
    expect(paris).toContain(
      "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD",
    );
  });

  test("a line break in a title does not inject a line into the feed", async () => {
    const { feed } = await calendarWith({ day: "2026-12-05", title: "Essai\r\nX-A:1\u2028X-B:2\u0085X-C:3" });
    const written = await feed();
    expect(line(written, "SUMMARY")).toBe("SUMMARY:Essai X-A:1 X-B:2 X-C:3");
  });
});

test("a date on the upcoming page stays in the feed until it is over, however early it began", async () => {
  const day = await today();
  const { space, feed } = await calendarWith({ day: "2024-01-01", lastDay: day, title: "Longue campagne" });
  await add(space, { day: "2024-01-01", lastDay: "2024-01-02", title: "Très ancienne" });
  await db.spaceDate.createMany({
    data: Array.from({ length: 600 }, (_, at) => ({
      id: newId(),
      spaceId: space,
      title: `Ancienne ${at}`,
      day: new Date(`${day}T00:00:00Z`),
      lastDay: null,
      createdAt: new Date(),
      changedAt: new Date(),
      createdById: jmed.personId,
      idempotencyKey: newId(),
    })),
  });
  await add(space, { day: "2027-06-01", title: "Dernière" });
  const written = await feed();
  expect(written).toContain("SUMMARY:Longue campagne");
  expect(written).toContain("SUMMARY:Dernière");
  expect(written).not.toContain("Très ancienne");
});

test("a past date is listed as past, also without a last day", async () => {
  const { space } = await calendarWith({ day: "2024-01-01", title: "Un jour" });
  await add(space, { day: "2024-02-01", lastDay: "2024-02-03", title: "Trois jours" });
  expect((await listDates(jmed, space, { over: true })).dates.map(({ title }) => title)).toEqual([
    "Trois jours",
    "Un jour",
  ]);
  expect((await listDates(jmed, space)).dates).toEqual([]);
});

test("today and upcoming dates follow the network’s zone", async () => {
  const { space } = await calendarWith({ day: "2026-12-05" });
  ports.clock.advance(Date.parse("2026-12-05T22:30:00Z") - ports.clock.now().getTime());
  expect(await listUpcoming(jmed, { space, take: 5 })).toHaveLength(1);
  ports.clock.advance(3_600_000);
  expect(await today()).toBe("2026-12-06");
  expect(await listUpcoming(jmed, { space, take: 5 })).toEqual([]);
  await db.network.updateMany({ data: { timeZone: "America/New_York" } });
  expect(await today()).toBe("2026-12-05");
  expect(await listUpcoming(jmed, { space, take: 5 })).toHaveLength(1);
  await db.network.updateMany({ data: { timeZone: "Africa/Niamey" } });
});

test("a cursor reveals nothing about a row that the viewer may not see", async () => {
  // The sessions of before ended when the clock moved.
  [jmed, agadez] = [await viewerOf("jmed.suivi"), await viewerOf("agadez.terrain")];
  const { space: hidden } = await calendarWith({ day: "2027-03-03", title: "Cachée" });
  const { dates } = await listDates(jmed, hidden);
  const id = dates[0]?.id ?? "";
  const own = await makeSpace({ facilitator: agadez.personId });
  for (const day of ["2027-01-01", "2027-05-05"]) {
    await changeCalendar(agadez, own, { what: "add", title: day, day, key: newId() });
  }
  const all = await listDates(agadez, own);
  expect(await listDates(agadez, own, { after: readCursor(id) })).toEqual(all);
  const rest = await listDates(agadez, own, { after: readCursor(`${all.dates[0]?.id}2027-01-01`) });
  expect(rest.dates.map(({ title }) => title)).toEqual(["2027-05-05"]);
});

describe("a date that is changed", () => {
  test("keeps its place in the calendar, and moves in the list, the month and the feed", async () => {
    const { space, feed } = await calendarWith({ title: "Atelier", day: "2026-12-05", time: "09:00" });
    const [date] = await listMonth(jmed, space, "2026-12");
    const change = { what: "change", date: date?.id, title: "Atelier", day: "2027-01-08", deadline: "on" };
    await changeCalendar(jmed, space, dateActionSchema.parse(change));
    expect(await listMonth(jmed, space, "2026-12")).toEqual([]);
    expect(await listMonth(jmed, space, "2027-01")).toMatchObject([
      { id: date?.id, day: "2027-01-08", time: null, deadline: true },
    ]);
    expect(line(await feed(), "DTSTART")).toContain("20270108");
  });

  test("is not changed from another space, nor by a person outside", async () => {
    const { space } = await calendarWith({ title: "Atelier", day: "2026-12-05" });
    const other = await makeSpace({ facilitator: agadez.personId });
    const [date] = await listMonth(jmed, space, "2026-12");
    const change = dateActionSchema.parse({
      what: "change",
      date: date?.id,
      title: "Autre",
      day: "2026-12-06",
    });
    await changeCalendar(agadez, other, change);
    await expect(changeCalendar(agadez, space, change)).rejects.toMatchObject({ status: 404 });
    expect(await listMonth(jmed, space, "2026-12")).toMatchObject([{ title: "Atelier", day: "2026-12-05" }]);
  });

  test("does not end before it begins", () => {
    const change = { what: "change", date: newId(), title: "A", day: "2026-12-05", lastDay: "2026-12-04" };
    expect(dateActionSchema.safeParse(change).success).toBe(false);
  });
});
