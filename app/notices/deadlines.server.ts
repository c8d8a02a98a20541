import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { zoneInSql } from "../network/zone.server";
import { log, now, queueJob } from "../services/services.server";
import { mayRead } from "../workspaces/readers.server";
import { followersOfNew } from "./audiences.server";
import { announce } from "./bell.server";
import type { DeadlineKind } from "./notices";
import { wakeDevices } from "./push/send.server";

/** Mandates are told of this many days before they end. */
const mandateDays = 30;
/** An overdue task is told of within this many days, so that a portal that was away does not tell of old ones. */
const overdueDays = 7;

const today = () => Prisma.sql`(${now()}::timestamptz AT TIME ZONE ${zoneInSql})::date`;

/** Job: tells of deadlines that are near or have passed, each once. */
export async function tellDeadlines(): Promise<void> {
  const told = [
    await tell("task.near", openTasks(Prisma.sql`t."dueOn" BETWEEN ${today()} AND ${today()} + 1`)),
    await tell(
      "task.overdue",
      openTasks(Prisma.sql`t."dueOn" BETWEEN ${today()} - ${overdueDays}::int AND ${today()} - 1`),
    ),
    ...(await tellDates("date.near", 1)),
    ...(await tellDates("date.passed", -1)),
    await tell("mandate.ending", endingMandates()),
    await tell("profile.due", profilesToConfirm()),
  ].flat();
  announce([...new Set(told)]);
  if (told.length > 0) await queueJob("notices.push", {});
  log().info({ notices: told.length }, "deadlines told");
}

const openTasks = (due: Prisma.Sql) => Prisma.sql`
  SELECT t."assigneeId" AS "personId", 'deadline' AS "reason", 1 AS "importance", 'space' AS "thing",
    t."spaceId" AS "thingId", t."spaceId", t."id" AS "itemId", t."id" || ' ' || t."dueOn" AS "key"
  FROM "SpaceTask" t WHERE t."assigneeId" IS NOT NULL AND t."doneAt" IS NULL AND ${due}`;

/** The deadlines of calendars, the day before and quietly the day after, to those who follow the space. */
async function tellDates(kind: "date.near" | "date.passed", days: 1 | -1): Promise<string[][]> {
  const importance = kind === "date.near" ? Prisma.sql`a."importance"` : Prisma.sql`0`;
  const dates = await db.$queryRaw<{ id: string; spaceId: string }[]>`
    SELECT "id", "spaceId" FROM "SpaceDate" WHERE "deadline" AND "day" = ${today()} + ${days}::int ORDER BY "id" LIMIT 1000`;
  const told: string[][] = [];
  for (const { id, spaceId } of dates) {
    told.push(
      await tell(
        kind,
        Prisma.sql`
        WITH place AS (SELECT ${spaceId}::uuid AS "thingId", ${spaceId}::uuid AS "spaceId")
        SELECT a."personId", 'deadline' AS "reason", ${importance} AS "importance", 'space' AS "thing", ${spaceId}::uuid AS "thingId",
          ${spaceId}::uuid AS "spaceId", ${id}::uuid AS "itemId", ${id}::text AS "key"
        FROM (${followersOfNew("none")}) a`,
      ),
    );
  }
  return told;
}

const endingMandates = () => Prisma.sql`
  SELECT x."personId", 'decide' AS "reason", 1 AS "importance", 'organisation' AS "thing", m."organisationId" AS "thingId",
    NULL::uuid AS "spaceId", m."id" AS "itemId", m."id"::text AS "key"
  FROM "Mandate" m CROSS JOIN LATERAL (
    SELECT m."personId" UNION SELECT f."personId" FROM "Membership" f
    WHERE f."organisationId" = m."organisationId" AND f."role" = 'focal_point') x
  WHERE m."revokedAt" IS NULL AND m."until" BETWEEN ${today()} AND ${today()} + ${mandateDays}::int`;

/** The profiles of which `directory/reminders` asked a confirmation since yesterday. */
const profilesToConfirm = () => Prisma.sql`
  SELECT f."personId", 'decide' AS "reason", 0 AS "importance", 'organisation' AS "thing", o."id" AS "thingId",
    NULL::uuid AS "spaceId", NULL::uuid AS "itemId", o."id" || ' ' || o."remindedAt"::date AS "key"
  FROM "Organisation" o JOIN "Membership" f ON f."organisationId" = o."id" AND f."role" = 'focal_point'
  WHERE o."remindedAt" > ${now()}::timestamptz - interval '2 days'`;

/** Writes the notices of one kind of deadline, as far as their people may see the place; those already told stay. */
async function tell(kind: DeadlineKind, due: Prisma.Sql): Promise<string[]> {
  const at = now();
  const rows = await db.$queryRaw<{ personId: string }[]>`
    WITH written AS (INSERT INTO "Notice" ("id", "personId", "kind", "reason", "importance", "thing", "thingId", "spaceId", "itemId",
      "deadlineKey", "createdAt", "changedAt")
    SELECT gen_random_uuid(), p."id", ${kind}, due."reason"::"NoticeReason", due."importance",
      due."thing"::"NoticeThing", due."thingId", due."spaceId", due."itemId", ${kind} || ' ' || due."key",
      ${at}::timestamptz, ${at}::timestamptz
    FROM (${due}) due JOIN "Person" p ON p."id" = due."personId" LEFT JOIN "Space" s ON s."id" = due."spaceId"
    WHERE p."erasedAt" IS NULL AND p."lockedAt" IS NULL AND (due."spaceId" IS NULL OR (s."state" = 'active' AND ${mayRead}))
    ON CONFLICT DO NOTHING RETURNING "personId", "importance"),
    woken AS (${wakeDevices()})
    SELECT "personId" FROM written`;
  return rows.map(({ personId }) => personId);
}
