import { actions } from "../audit/action-table";
import { isTold, type ToldAction } from "../audit/actions";
import type { Happened } from "../audit/record-event.server";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import * as outbox from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { mayRead } from "../workspaces/readers.server";
import { announce } from "./bell.server";
import { type NoticeKind, noticeTable } from "./table.server";

/** Subscribes to every event that the table makes notices of; called once at start. */
export function registerNoticeKinds(): void {
  for (const action of Object.keys(actions) as (keyof typeof actions)[]) {
    if (isTold(action)) registerKind(action);
  }
}

function registerKind<A extends ToldAction>(action: A): void {
  const kind = noticeTable[action];
  if ("noNotice" in kind) return;
  outbox.subscribe(action, async (event, { id, at }) => {
    const told = await writeNotices(action, kind as NoticeKind<A>, event as Happened<A>, { id, at });
    announce(told);
  });
}

/**
 * Writes the notices of one event in one statement, whatever the number of people: those of its audience who may read
 * its place now, each for the strongest reason. An unread notice of the same kind on the same thing takes the event in.
 * A second delivery of the event writes nothing.
 * @returns the people who are told.
 */
async function writeNotices<A extends ToldAction>(
  action: A,
  { thing, place, audience, tellsActor, isMailed }: NoticeKind<A>,
  event: Happened<A>,
  { id, at }: outbox.EventStamp,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ personId: string }[]>`
    WITH once AS (
      UPDATE "OutboxEvent" SET "noticedAt" = ${now()}::timestamptz
      WHERE "id" = ${id}::uuid AND "noticedAt" IS NULL RETURNING 1),
    place AS (${place(event)}),
    audience AS (${audience(event)}),
    told AS (
      SELECT DISTINCT ON (a."personId") a."personId", a."reason", a."importance"
      FROM once, audience a ORDER BY a."personId", a."reason" DESC, a."importance" DESC)
    INSERT INTO "Notice" AS n ("id", "personId", "kind", "reason", "importance", "thing", "thingId", "spaceId", "itemId",
      "actorId", "createdAt", "changedAt", "mailedCount")
    SELECT gen_random_uuid(), p."id", ${action}, told."reason", told."importance", ${thing}::"NoticeThing",
      place."thingId", place."spaceId", place."itemId", ${event.personId}::uuid, ${at}::timestamptz, ${at}::timestamptz,
      ${isMailed ? 1 : 0}::int
    FROM told CROSS JOIN place JOIN "Person" p ON p."id" = told."personId"
      LEFT JOIN "Space" s ON s."id" = place."spaceId"
    WHERE p."erasedAt" IS NULL AND p."lockedAt" IS NULL
      AND (${tellsActor === true}::boolean OR p."id" IS DISTINCT FROM ${event.personId}::uuid)
      AND (place."spaceId" IS NULL OR ${mayRead})
    ${folding} RETURNING n."personId"`;
  return rows.map(({ personId }) => personId);
}

/** Further events of a kind on a thing join its unread notice, which a storm of events therefore fills once. */
const folding = Prisma.sql`
  ON CONFLICT ("personId", "thingId", "kind", "deadlineKey") WHERE "readAt" IS NULL AND "cancelledAt" IS NULL
  DO UPDATE SET "count" = n."count" + 1, "mailedCount" = n."mailedCount" + EXCLUDED."mailedCount",
    "changedAt" = GREATEST(n."changedAt", EXCLUDED."changedAt"),
    "itemId" = EXCLUDED."itemId", "actorId" = EXCLUDED."actorId", "spaceId" = EXCLUDED."spaceId",
    "reason" = GREATEST(n."reason", EXCLUDED."reason"), "importance" = GREATEST(n."importance", EXCLUDED."importance")`;
