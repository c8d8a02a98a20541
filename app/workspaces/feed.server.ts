import ical, { type ICalCalendar, ICalCalendarMethod } from "ical-generator";
import { DateTime } from "luxon";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { networkZone, today } from "../network/today.server";
import { now, settings } from "../services/services.server";
import { findSubscription, notOver, overBefore } from "./calendar.server";
import { dayOf, toDay } from "./days.server";
import { personReads } from "./readers.server";
import { spacePath } from "./spaces";
import { timezoneComponent } from "./timezone.server";

/** Calendars that ask more often than this are told to be patient. */
const refreshHours = 6;
/** What has been over for longer is left out: a phone pays for each line. */
const keptDays = 180;
const maxUpcoming = 2_000;
const maxOver = 500;

type FeedDate = Prisma.SpaceDateGetPayload<object>;

/**
 * The calendar of a space as subscriptions fetch it: what its owner may see at this moment.
 * @throws 404 for an address that is none or was revoked, and once its owner may no longer read the space: the same
 *   answer, so that an address tells nothing.
 */
export async function writeFeed(token: string | undefined): Promise<string> {
  const link = token ? await findSubscription(token) : null;
  const reads = link ? await personReads(link.personId, link.spaceId) : false;
  const space = link && reads ? await db.space.findUnique({ where: { id: link.spaceId } }) : null;
  if (!space) notFound();
  const [dates, zone] = await Promise.all([listFeedDates(space.id), networkZone()]);
  const calendar = ical({ name: space.name, ttl: refreshHours * 3600, method: ICalCalendarMethod.PUBLISH });
  // Without a name of its own, so that the stamps stay in UTC, as they have to be; each event has the zone.
  calendar.timezone({ name: null, generator: () => timezoneComponent(zone, yearsOf(dates)) });
  const url = `${settings().publicUrl}${spacePath(space, "calendrier")}`;
  for (const date of dates) addEvent(calendar, date, zone, url);
  return calendar.toString();
}

/** What is not over, as the page of the calendar shows it; then what was over lately, the latest first. */
async function listFeedDates(spaceId: string): Promise<FeedDate[]> {
  const day = await today();
  const [upcoming, over] = await Promise.all([
    db.spaceDate.findMany({
      where: { AND: [{ spaceId }, notOver(day)] },
      orderBy: [{ day: "asc" }, { id: "asc" }],
      take: maxUpcoming,
    }),
    db.spaceDate.findMany({
      where: {
        AND: [{ spaceId }, overBefore(day), endedSince(DateTime.fromISO(day).minus({ days: keptDays }))],
      },
      orderBy: [{ day: "desc" }, { id: "desc" }],
      take: maxOver,
    }),
  ]);
  return [...over.reverse(), ...upcoming];
}

const endedSince = (day: DateTime): Prisma.SpaceDateWhereInput => notOver(day.toISODate() ?? "");

function addEvent(calendar: ICalCalendar, date: FeedDate, zone: string, url: string): void {
  const { title: summary, place, changedAt: stamp, createdAt: created } = date;
  const lastDay = date.lastDay && date.lastDay > date.day ? date.lastDay : null;
  const event = { id: date.id, summary, location: place ?? undefined, stamp, created, url };
  if (date.time === null) {
    calendar.createEvent({ ...event, allDay: true, start: date.day, end: dayAfter(lastDay ?? date.day) });
    return;
  }
  const start = DateTime.fromISO(`${dayOf(date.day)}T${date.time}`, { zone });
  // A meeting is taken for an hour; what takes several days ends with the last.
  const end = lastDay ? DateTime.fromISO(dayOf(dayAfter(lastDay)), { zone }) : start.plus({ hours: 1 });
  calendar.createEvent({ ...event, timezone: zone, start, end });
}

const dayAfter = (day: Date): Date =>
  toDay(DateTime.fromJSDate(day, { zone: "utc" }).plus({ days: 1 }).toISODate() ?? "");

/** How far back and ahead the file says when clocks are changed: nobody knows it of later years. */
const toldYears = { back: 2, ahead: 10 };

function yearsOf(dates: readonly FeedDate[]): [first: number, last: number] {
  const year = now().getUTCFullYear();
  const within = (each: number) => Math.min(Math.max(each, year - toldYears.back), year + toldYears.ahead);
  const years = dates
    .flatMap(({ day, lastDay }) => [day, lastDay ?? day])
    .map((day) => within(day.getUTCFullYear()));
  return [Math.min(year, ...years), Math.max(year, ...years)];
}
