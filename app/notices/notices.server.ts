import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { type Cursor, readCursor, writeCursor } from "../http/pagination";
import type { Locale } from "../i18n/locales";
import { zoneInSql } from "../network/zone.server";
import { log, now } from "../services/services.server";
import { announce } from "./bell.server";
import {
  isNoticeReason,
  type NoticeDay,
  type NoticeGroup,
  type NoticeLine,
  type NoticeReason,
  type NoticeThing,
  noticesPerPage,
} from "./notices";
import { findThings, keyOf, type Thing } from "./things.server";
import { isShown } from "./visibility.server";

interface NoticeRow {
  id: string;
  kind: string;
  reason: NoticeReason;
  thing: NoticeThing;
  thingId: string;
  count: number;
  at: Date;
  day: string;
  read: boolean;
}

export interface NoticeListing {
  reason: NoticeReason | null;
  after: Cursor | null;
}

export interface NoticesPage {
  days: NoticeDay[];
  next: string | null;
}

/** Reads the filter and the cursor of the page; invalid values are ignored. */
export function readNoticeListing(params: URLSearchParams): NoticeListing {
  const reason = params.get("motif");
  return { reason: isNoticeReason(reason) ? reason : null, after: readCursor(params.get("apres")) };
}

const columns = Prisma.sql`n."id", n."kind", n."reason", n."thing", n."thingId", n."count", n."changedAt" AS "at",
  to_char(n."changedAt" AT TIME ZONE ${zoneInSql}, 'YYYY-MM-DD') AS "day", n."readAt" IS NOT NULL AS "read"`;

/** The viewer's notices, latest first, by day and thing. */
export async function listNotices(
  viewer: Viewer,
  { reason, after }: NoticeListing,
  locale: Locale,
): Promise<NoticesPage> {
  const rows = await queryPrepared<NoticeRow>(Prisma.sql`
    SELECT ${columns} FROM "Notice" n WHERE n."personId" = ${viewer.personId}::uuid AND ${isShown(viewer)}
      AND (${reason}::text IS NULL OR n."reason" = ${reason}::"NoticeReason") AND ${beyond(after)}
    ORDER BY n."changedAt" DESC, n."id" DESC LIMIT ${noticesPerPage + 1}`);
  const shown = rows.slice(0, noticesPerPage);
  const last = shown.at(-1);
  const things = await findThings(viewer, shown, locale);
  return {
    days: groupByDay(shown, things),
    next:
      rows.length > shown.length && last ? writeCursor({ id: last.id, key: last.at.toISOString() }) : null,
  };
}

function beyond(after: Cursor | null): Prisma.Sql {
  const at = new Date(after?.key ?? "");
  if (!after || Number.isNaN(at.getTime())) return Prisma.sql`true`;
  return Prisma.sql`(n."changedAt", n."id") < (${at}::timestamptz, ${after.id}::uuid)`;
}

/** Groups rows by day, and within a day by thing, each in the order of its latest notice. */
function groupByDay(rows: readonly NoticeRow[], things: ReadonlyMap<string, Thing>): NoticeDay[] {
  return [...groupBy(rows, ({ day: of }) => of)].map(([of, rowsOfDay]) => {
    return { day: of, groups: groupByThing(rowsOfDay, things) };
  });
}

function groupByThing(rows: readonly NoticeRow[], things: ReadonlyMap<string, Thing>): NoticeGroup[] {
  return [...groupBy(rows, keyOf)].flatMap(([key, ofThing]) => {
    const [first] = ofThing;
    if (!first) return [];
    const { title, to } = things.get(key) ?? { title: null, to: "/notifications" };
    return [{ thing: first.thing, title, to, lines: ofThing.map(lineOf) }];
  });
}

/** Rows by a key, in the order of the first row of each. */
function groupBy(rows: readonly NoticeRow[], key: (row: NoticeRow) => string): Map<string, NoticeRow[]> {
  const groups = new Map<string, NoticeRow[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

const lineOf = ({ id, kind, reason, count, at, read }: NoticeRow): NoticeLine => {
  return { id, kind, reason, count, at: at.toISOString(), read };
};

/** Marks all notices of the viewer as read. */
export async function markAllRead(viewer: Viewer): Promise<void> {
  const { count } = await db.notice.updateMany({
    where: { personId: viewer.personId, readAt: null },
    data: { readAt: now() },
  });
  if (count > 0) announce([viewer.personId]);
}

/** Marks the notices about a thing as read, when the viewer opens it; without an id, those about all things of a type. */
export async function markThingRead(viewer: Viewer, thing: NoticeThing, thingId?: string): Promise<void> {
  const rows = await queryPrepared<{ id: string }>(Prisma.sql`
    UPDATE "Notice" n SET "readAt" = ${now()}::timestamptz
    WHERE n."personId" = ${viewer.personId}::uuid AND (${thingId ?? null}::uuid IS NULL OR n."thingId" = ${thingId ?? null}::uuid)
      AND n."thing" = ${thing}::"NoticeThing" AND n."readAt" IS NULL AND n."cancelledAt" IS NULL RETURNING n."id"`);
  if (rows.length > 0) announce([viewer.personId]);
}

const day = 24 * 60 * 60 * 1000;
/** Retention of read and cancelled notices. */
const retentionMs = 90 * day;
/** Retention of unread notices. */
const unreadRetentionMs = 365 * day;

/** Job: deletes notices after their retention. */
export async function forgetNotices(): Promise<void> {
  const before = (retention: number) => ({ lt: new Date(now().getTime() - retention) });
  const { count } = await db.notice.deleteMany({
    where: {
      OR: [
        { changedAt: before(retentionMs), OR: [{ readAt: { not: null } }, { cancelledAt: { not: null } }] },
        { changedAt: before(unreadRetentionMs) },
      ],
    },
  });
  log().info({ notices: count }, "old notices forgotten");
}
