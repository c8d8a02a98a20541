import { createHash, randomBytes } from "node:crypto";
import { holdCredentials } from "../accounts/sessions.server";
import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction, literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { isInstant } from "../http/fields";
import { type Cursor, writeCursor } from "../http/pagination";
import { today } from "../network/today.server";
import * as outbox from "../outbox/outbox.server";
import { now, settings } from "../services/services.server";
import { isOwn, isReadable, readableSpaces, requireSpaceWriter } from "./access.server";
import { type DateCard, type DateList, datesPerPage } from "./dates";
import type { DateAction } from "./dates-form.server";
import { dayOf, toDay } from "./days.server";
import { daysOfMonth } from "./months";
import { removeItem, restoreItem } from "./removed-items.server";

const columns = {
  id: true,
  title: true,
  place: true,
  day: true,
  lastDay: true,
  time: true,
  deadline: true,
  space: { select: { id: true, slug: true, name: true } },
} satisfies Prisma.SpaceDateSelect;

type Row = Prisma.SpaceDateGetPayload<{ select: typeof columns }>;

const cardOf = ({ day, lastDay, ...row }: Row): DateCard => ({
  ...row,
  day: dayOf(day),
  lastDay: lastDay && lastDay > day ? dayOf(lastDay) : null,
});

/** Dates not over on a given day: they begin later or are still running. */
export const notOver = (day: string): Prisma.SpaceDateWhereInput => ({
  OR: [{ day: { gte: toDay(day) } }, { lastDay: { gte: toDay(day) } }],
});

/** Dates over on a given day. Not `NOT notOver`: that is NULL in SQL when there is no last day. */
export const overBefore = (day: string): Prisma.SpaceDateWhereInput => ({
  day: { lt: toDay(day) },
  OR: [{ lastDay: null }, { lastDay: { lt: toDay(day) } }],
});

/** Upcoming dates, in one space or in all the viewer's own spaces. */
export async function listUpcoming(
  viewer: Viewer,
  { space, take }: { space?: string; take: number },
): Promise<DateCard[]> {
  const where = space
    ? Prisma.sql`s."id" = ${space}::uuid`
    : Prisma.sql`s."state" = 'active' AND (s."kind" = 'network' OR ${isOwn(viewer)})`;
  const day = await today();
  const rows = await queryPrepared<Row>(Prisma.sql`
    SELECT d."id", d."title", d."place", d."day", d."lastDay", d."time", d."deadline",
      json_build_object('id', s."id", 'slug', s."slug", 'name', s."name") AS "space"
    FROM "SpaceDate" d JOIN "Space" s ON s."id" = d."spaceId"
    WHERE (d."day" >= ${day}::date OR d."lastDay" >= ${day}::date) AND ${where} AND ${isReadable(viewer)}
    ORDER BY d."day", d."id" ${literalLimit(take)}`);
  return rows.map(cardOf);
}

/** The calendar of a space: upcoming or past dates, after a cursor. */
export async function listDates(
  viewer: Viewer,
  spaceId: string,
  { over = false, after }: { over?: boolean; after?: Cursor | null } = {},
): Promise<DateList> {
  const order = over ? "desc" : "asc";
  const day = await today();
  const rows = await db.spaceDate.findMany({
    where: {
      AND: [
        over ? overBefore(day) : notOver(day),
        after && isInstant(`${after.key}T00:00:00.000Z`) ? beyond(after, over ? "lt" : "gt") : {},
        { space: { is: { AND: [{ id: spaceId }, readableSpaces(viewer)] } } },
      ],
    },
    orderBy: [{ day: order }, { id: order }],
    take: datesPerPage + 1,
    select: columns,
  });
  const dates = rows.slice(0, datesPerPage).map(cardOf);
  const last = dates.at(-1);
  return {
    dates,
    next: rows.length > datesPerPage && last ? writeCursor({ id: last.id, key: last.day }) : null,
  };
}

/** Maximum number of dates shown in one month. */
const maxDatesOfMonth = 200;

/** The dates of the days shown with a month of a space's calendar. @param month YYYY-MM */
export async function listMonth(viewer: Viewer, spaceId: string, month: string): Promise<DateCard[]> {
  const days = daysOfMonth(month).flat();
  const [first, last] = [toDay(days[0] ?? month), toDay(days.at(-1) ?? month)];
  const rows = await db.spaceDate.findMany({
    where: {
      day: { lte: last },
      OR: [{ day: { gte: first } }, { lastDay: { gte: first } }],
      space: { is: { AND: [{ id: spaceId }, readableSpaces(viewer)] } },
    },
    orderBy: [{ day: "asc" }, { time: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: maxDatesOfMonth,
    select: columns,
  });
  return rows.map(cardOf);
}

/** Dates after a cursor, ordered by day. */
const beyond = ({ id, key }: Cursor, by: "lt" | "gt"): Prisma.SpaceDateWhereInput => ({
  OR: [{ day: { [by]: toDay(key) } }, { day: toDay(key), id: { [by]: id } }],
});
/** Calendar subscriptions are read without a session, so they expire like sessions: at the next change of credentials. */
const holdingLinks = Prisma.sql`"CalendarLink" l JOIN "Person" p ON p."id" = l."personId"
  AND p."credentialsVersion" = l."credentialsVersion" AND p."lockedAt" IS NULL`;

/** The spaces to whose calendars the viewer subscribes, as far as they may still read them. */
export async function listSubscriptions(
  viewer: Viewer,
): Promise<{ id: string; slug: string; name: string }[]> {
  return await db.$queryRaw`
    SELECT s."id", s."slug", s."name" FROM ${holdingLinks} JOIN "Space" s ON s."id" = l."spaceId"
    WHERE l."personId" = ${viewer.personId}::uuid AND ${isReadable(viewer)}
    ORDER BY public.normalise(s."name"), s."id" LIMIT 200`;
}

/** Whether the viewer subscribes to the calendar of this space. */
export async function isSubscribed({ personId }: Viewer, spaceId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM ${holdingLinks}
    WHERE l."spaceId" = ${spaceId}::uuid AND l."personId" = ${personId}::uuid`;
  return (row?.count ?? 0) > 0;
}

type DateFields = Omit<Extract<DateAction, { what: "add" }>, "what" | "key">;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * Adds, changes, removes or restores a date; creates or revokes a calendar subscription. A new subscription revokes the previous
 * one.
 * @returns the URL of a new subscription, shown once because only its hash is stored.
 * @throws 404 when the viewer cannot read the space, 403 when a reader tries to write.
 */
export async function changeCalendar(
  viewer: Viewer,
  spaceId: string | undefined,
  act: DateAction,
): Promise<string | null> {
  const readable = spaceId
    ? await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } })
    : 0;
  if (!spaceId || readable === 0) notFound();
  if (act.what === "subscribe") return await subscribe(viewer, spaceId);
  if (act.what === "unsubscribe") {
    await unsubscribe(viewer, spaceId);
    return null;
  }
  await requireSpaceWriter(viewer, spaceId);
  if (act.what === "add") await add(viewer, spaceId, act);
  else if (act.what === "change") await change(spaceId, act);
  else if (act.what === "restore") await restore(viewer, spaceId, act.date);
  else await remove(viewer, spaceId, act.date);
  return null;
}

async function unsubscribe(viewer: Viewer, spaceId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.calendarLink.deleteMany({ where: { spaceId, personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "calendar.unsubscribed", spaceId);
  });
}

async function subscribe(viewer: Viewer, spaceId: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const own = { spaceId, personId: viewer.personId };
  await inTransaction(async (tx) => {
    const { credentialsVersion } = await holdCredentials(tx, viewer);
    const made = { tokenHash: hashOf(token), createdAt: now(), credentialsVersion };
    await tx.calendarLink.upsert({
      where: { spaceId_personId: own },
      create: { ...own, ...made },
      update: made,
    });
    await recordEvent(tx, viewer, "calendar.subscribed", spaceId);
  });
  return `${settings().publicUrl}/calendriers/${token}.ics`;
}

async function add(
  viewer: Viewer,
  spaceId: string,
  { key, ...fields }: Extract<DateAction, { what: "add" }>,
): Promise<void> {
  const own = { createdById: viewer.personId, idempotencyKey: key };
  await inTransaction(async (tx) => {
    const id = newId();
    const kept = await tx.spaceDate.upsert({
      where: { createdById_idempotencyKey: own },
      create: {
        id,
        ...own,
        spaceId,
        ...columnsOf(fields),
        createdAt: now(),
        changedAt: now(),
      },
      update: {},
    });
    if (kept.id === id) await recordEvent(tx, viewer, "date.added", id, { space: spaceId });
  });
}

const columnsOf = ({ title, place, day, lastDay, time, deadline }: DateFields) => ({
  title,
  place: place || null,
  day: toDay(day),
  lastDay: lastDay && lastDay > day ? toDay(lastDay) : null,
  time: time ?? null,
  deadline: deadline === "on",
});

/** Calendars that subscribe see the change by `changedAt`. */
async function change(
  spaceId: string,
  { date, ...fields }: Extract<DateAction, { what: "change" }>,
): Promise<void> {
  await db.spaceDate.updateMany({
    where: { id: date, spaceId },
    data: { ...columnsOf(fields), changedAt: now() },
  });
}

async function remove(viewer: Viewer, spaceId: string, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    if (await removeItem(tx, viewer, "date", { id, spaceId }))
      await recordEvent(tx, viewer, "date.removed", spaceId, { date: id });
  });
}

async function restore(viewer: Viewer, spaceId: string, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    if (await restoreItem(tx, "date", { id, spaceId }))
      await recordEvent(tx, viewer, "date.restored", spaceId, { date: id });
  });
}

/**
 * Revokes subscriptions when an account is locked: a URL on a lost device must not work after the account is unlocked.
 * Called once at start.
 */
export function registerCalendars(): void {
  outbox.subscribe("account.locked", async ({ object: personId }) => {
    await db.calendarLink.deleteMany({ where: { personId } });
  });
}

/** The person and space of a subscription; null for an unknown or revoked token. */
export async function findSubscription(token: string): Promise<{ personId: string; spaceId: string } | null> {
  const [link] = await db.$queryRaw<{ personId: string; spaceId: string }[]>`
    SELECT l."personId", l."spaceId" FROM ${holdingLinks} WHERE l."tokenHash" = ${hashOf(token)}`;
  return link ?? null;
}
