import { Prisma } from "../../db/generated/client";
import { zoneInSql } from "../../network/zone.server";
import { now } from "../../services/services.server";

/** "At once" waits this long for a reader who is on the page, and for the next words of the same author. */
export const holdMs = 2 * 60_000;

const rhythm = Prisma.sql`COALESCE(r."rhythm", 'daily')`;
const hours = Prisma.sql`make_interval(hours => COALESCE(r."hour", 6))`;
const local = () => Prisma.sql`(${now()}::timestamptz AT TIME ZONE ${zoneInSql})`;

/** The latest moment at which a digest of the rhythm of the settings `r` was to leave; what is daily has their hour. */
const latestDeparture = (): Prisma.Sql => Prisma.sql`(CASE ${rhythm}
  WHEN 'hourly' THEN date_trunc('hour', ${local()})
  WHEN 'weekly' THEN date_trunc('week', ${local()} - ${hours}) + ${hours}
  ELSE date_trunc('day', ${local()} - ${hours}) + ${hours} END AT TIME ZONE ${zoneInSql})`;

/** Whether events of the notice `n` wait for a mail: neither read nor cancelled. */
export const isUnmailed = Prisma.sql`(n."readAt" IS NULL AND n."cancelledAt" IS NULL AND n."count" > n."mailedCount")`;

/** Since when the notice `n` waits, or its person was told of it last. */
const since = Prisma.sql`COALESCE(n."mailedAt", n."createdAt")`;

/** Whether the notice `n` leaves without waiting for a digest, by the settings `r` of its person (null: the defaults). */
export const leavesAtOnce = (): Prisma.Sql => Prisma.sql`(
  (n."importance" = 2 AND (n."reason" = 'security' OR ${rhythm} <> 'never'))
  OR (n."importance" = 1 AND ${rhythm} = 'at_once' AND ${since} <= ${new Date(now().getTime() - holdMs)}::timestamptz))`;

/**
 * Whether the digest of the person is due because of the notice `n`: it waited already when the last digest was to leave.
 * Nothing is stored per digest, so that those missed make one.
 */
export const isDigestDue =
  (): Prisma.Sql => Prisma.sql`(${rhythm} <> 'never' AND ${since} < ${latestDeparture()}
  AND NOT (${rhythm} = 'at_once' AND n."importance" > 0))`;
