import ical, { ICalCalendarMethod } from "ical-generator";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import { now, settings } from "../ports/ports.server";
import { findSubscription } from "./calendar.server";
import { toDay } from "./days.server";
import { personReads } from "./readers.server";
import { spacePath } from "./spaces";

/** Calendars that ask more often than this are told to be patient. */
const refreshHours = 6;
/** What has been over for longer is left out: a phone pays for each line. */
const keptDays = 180;
const mostDates = 500;
const day = 24 * 60 * 60 * 1000;

/**
 * The calendar of a space as subscriptions fetch it: what its owner may see at this moment.
 * @throws 404 for an address that is none or was revoked, and once its owner may no longer read the space: the same
 *   answer, so that an address tells nothing.
 */
export async function writeFeed(token: string | undefined): Promise<string> {
  const link = token ? await findSubscription(token) : null;
  const reads = link ? await personReads(link.personId, link.spaceId) : false;
  const space =
    link && reads
      ? await db.space.findUnique({
          where: { id: link.spaceId },
          include: {
            dates: {
              where: { day: { gte: new Date(now().getTime() - keptDays * day) } },
              orderBy: { day: "asc" },
              take: mostDates,
            },
          },
        })
      : null;
  if (!space) notFound();
  const calendar = ical({ name: space.name, ttl: refreshHours * 3600, method: ICalCalendarMethod.PUBLISH });
  for (const date of space.dates) {
    const start = startOf(date.day, date.time);
    calendar.createEvent({
      id: date.id,
      summary: date.title,
      location: date.place ?? undefined,
      ...{
        start,
        end: endOf(start, date.lastDay, date.time),
        allDay: date.time === null || date.lastDay !== null,
      },
      ...{ stamp: date.changedAt, created: date.createdAt },
      url: `${settings().publicUrl}${spacePath(space, "calendrier")}`,
    });
  }
  return calendar.toString();
}

const hour = 60 * 60 * 1000;

/** The network's zone keeps UTC+1 the whole year, so an instant says it all. */
function startOf(column: Date, time: string | null): Date {
  const [hours = 0, minutes = 0] = time?.split(":").map(Number) ?? [];
  const midnight = toDay(column.toISOString().slice(0, 10)).getTime();
  return time === null ? new Date(midnight) : new Date(midnight + (hours - 1) * hour + minutes * 60_000);
}

/** A meeting is taken for an hour; the end of whole days is the day after the last. */
function endOf(start: Date, lastDay: Date | null, time: string | null): Date {
  if (lastDay) return new Date(lastDay.getTime() + day);
  return new Date(start.getTime() + (time === null ? day : hour));
}
