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

/** Refresh interval that the feed asks calendar clients to respect. */
const refreshHours = 6;
/** Dates over for longer are left out, to limit the download on phones. */
const keptDays = 180;
const maxUpcoming = 2_000;
const maxOver = 500;

type FeedDate = Prisma.SpaceDateGetPayload<object>;

/**
 * The iCalendar feed of a space, limited to what its owner may see now.
 * @throws 404 for an unknown or revoked token, and when the owner may no longer read the space; the identical answer
 * reveals nothing about the token.
 */
export async function writeFeed(token: string | undefined): Promise<string> {
  const link = token ? await findSubscription(token) : null;
  const reads = link ? await personReads(link.personId, link.spaceId) : false;
  const space = link && reads ? await db.space.findUnique({ where: { id: link.spaceId } }) : null;
  if (!space) notFound();
  const [dates, zone] = await Promise.all([listFeedDates(space.id), networkZone()]);
  const calendar = ical({ name: space.name, ttl: refreshHours * 3600, method: ICalCalendarMethod.PUBLISH });
  // No calendar-wide zone name, so that the stamps stay in UTC as RFC 5545 requires; each event carries its zone.
  calendar.timezone({ name: null, generator: () => timezoneComponent(zone, yearsOf(dates)) });
  const url = `${settings().publicUrl}${spacePath(space, "calendrier")}`;
  for (const date of dates) addEvent(calendar, date, zone, url);
  return calendar.toString();
}

/** Upcoming dates in the order of the calendar page, then recent past dates, latest first. */
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
  // A timed date lasts one hour; a date of several days ends with its last day.
  const end = lastDay ? DateTime.fromISO(dayOf(dayAfter(lastDay)), { zone }) : start.plus({ hours: 1 });
  calendar.createEvent({ ...event, timezone: zone, start, end });
}

const dayAfter = (day: Date): Date =>
  toDay(DateTime.fromJSDate(day, { zone: "utc" }).plus({ days: 1 }).toISODate() ?? "");

/** Range of years for which the feed lists clock changes; rules further ahead are not known. */
const toldYears = { back: 2, ahead: 10 };

function yearsOf(dates: readonly FeedDate[]): [first: number, last: number] {
  const year = now().getUTCFullYear();
  const within = (each: number) => Math.min(Math.max(each, year - toldYears.back), year + toldYears.ahead);
  const years = dates
    .flatMap(({ day, lastDay }) => [day, lastDay ?? day])
    .map((day) => within(day.getUTCFullYear()));
  return [Math.min(year, ...years), Math.max(year, ...years)];
}
