import { db } from "../../db/database.server";
import { now } from "../../services/services.server";
import { isShownTo } from "../visibility.server";
import { isDigestDue, isUnmailed, leavesAtOnce } from "./due.server";

/** People whose mails are prepared and sent before the next are looked for: what bounds memory. */
export const maxPeople = 200;

/** The next people, by id, for whom something may be due. */
export async function nextPeople(after: string | null): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT n."personId" AS "id" FROM "Notice" n LEFT JOIN "NoticeSettings" r ON r."personId" = n."personId"
    WHERE ${isUnmailed} AND (${after}::uuid IS NULL OR n."personId" > ${after}::uuid) AND r."pausedAt" IS NULL
      AND (${leavesAtOnce()} OR ${isDigestDue()})
    ORDER BY n."personId" LIMIT ${maxPeople}`;
  return rows.map(({ id }) => id);
}

/**
 * Prepares one mail for each of these people to whom something is due: with what leaves at once, or, where a digest is due,
 * with everything that waits. The message id is a hash of the events told, so that no two mails tell the same. A person with
 * a mail on its way gets the next one after it.
 * @returns the ids of the mails.
 */
export async function prepareMails(people: readonly string[]): Promise<string[]> {
  const at = now();
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH waiting AS (
      SELECT n."id", n."personId", n."mailedCount", n."count", ${leavesAtOnce()} AS "urgent",
        bool_or(${isDigestDue()}) OVER (PARTITION BY n."personId") AS "digest"
      FROM "Person" p JOIN "Notice" n ON n."personId" = p."id" LEFT JOIN "NoticeSettings" r ON r."personId" = p."id"
      WHERE p."id" = ANY(${people}::uuid[]) AND p."erasedAt" IS NULL AND p."lockedAt" IS NULL AND r."pausedAt" IS NULL
        AND ${isUnmailed} AND ${isShownTo}),
    told AS (SELECT * FROM waiting WHERE "urgent" OR "digest"),
    mails AS (
      INSERT INTO "NoticeMail" ("id", "personId", "messageId", "preparedAt", "nextAttemptAt")
      SELECT gen_random_uuid(), "personId",
        encode(sha256(convert_to("personId" || string_agg(' ' || "id" || ' ' || "count", '' ORDER BY "id"), 'UTF8')), 'hex'),
        ${at}::timestamptz, ${at}::timestamptz
      FROM told GROUP BY "personId" ON CONFLICT DO NOTHING RETURNING "id", "personId"),
    items AS (
      INSERT INTO "NoticeMailItem" ("mailId", "noticeId", "told", "upTo")
      SELECT m."id", t."id", t."mailedCount", t."count" FROM told t JOIN mails m ON m."personId" = t."personId")
    SELECT "id" FROM mails ORDER BY "personId"`;
  return rows.map(({ id }) => id);
}

/** The mails left by a process that ended, or whose sending had an unknown end, oldest first. */
export async function leftMails(): Promise<string[]> {
  const rows = await db.noticeMail.findMany({
    where: { state: "prepared", nextAttemptAt: { lte: now() } },
    orderBy: [{ preparedAt: "asc" }, { id: "asc" }],
    take: maxPeople,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** A mail on its way, claimed by this process. */
export interface ClaimedMail {
  id: string;
  personId: string;
  messageId: string;
  preparedAt: Date;
  attempts: number;
}

/** The claim of a process that has died ends after this time: the mail is then sent again, with the same message id. */
const claimMs = 2 * 60_000;

/** Claims a mail before it is sent, and counts the attempt; null when it is sent or claimed already. */
export async function claimMail(id: string): Promise<ClaimedMail | null> {
  const [mail] = await db.$queryRaw<ClaimedMail[]>`
    UPDATE "NoticeMail" SET "attempts" = "attempts" + 1, "nextAttemptAt" = ${new Date(now().getTime() + claimMs)}::timestamptz
    WHERE "id" = ${id}::uuid AND "state" = 'prepared' AND "nextAttemptAt" <= ${now()}::timestamptz
    RETURNING "id", "personId", "messageId", "preparedAt", "attempts"`;
  return mail ?? null;
}

/** Marks a mail as handed over, or as refused for good, and what it tells as told. */
export async function settleMail(
  { id, preparedAt }: ClaimedMail,
  state: "sent" | "refused",
  told: readonly string[],
): Promise<void> {
  await db.$executeRaw`
    WITH mail AS (
      UPDATE "NoticeMail" SET "state" = ${state}::"NoticeMailState", "sentAt" = ${now()}::timestamptz WHERE "id" = ${id}::uuid)
    UPDATE "Notice" n SET "mailedCount" = GREATEST(n."mailedCount", i."upTo"), "mailedAt" = ${preparedAt}::timestamptz
    FROM "NoticeMailItem" i WHERE i."mailId" = ${id}::uuid AND n."id" = i."noticeId" AND n."id" = ANY(${told}::uuid[])`;
}

/** Gives mails back that were certainly not handed over: what they tell waits again, for a later and larger mail. */
export async function releaseMails(ids: readonly string[], maxAttempts: number): Promise<void> {
  await db.noticeMail.deleteMany({
    where: { id: { in: [...ids] }, state: "prepared", attempts: { lte: maxAttempts } },
  });
}

/** Retention of mails that were sent, for diagnosis. */
const retentionMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes what is kept of mails after its retention. */
export async function forgetMails(): Promise<void> {
  const before = { lt: new Date(now().getTime() - retentionMs) };
  await db.noticeMail.deleteMany({ where: { preparedAt: before } });
  await db.replyAddress.deleteMany({ where: { expiresAt: before } });
  await db.receivedMail.deleteMany({ where: { receivedAt: before } });
}
