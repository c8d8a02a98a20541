import { createHash, randomBytes } from "node:crypto";
import { holdCredentials } from "../accounts/sessions.server";
import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { type AtomEntry, writeAtom } from "../http/atom";
import { notFound } from "../http/errors";
import { serverMessages } from "../i18n/catalogues.server";
import { type Locale, sourceLocale } from "../i18n/locales";
import * as outbox from "../outbox/outbox.server";
import { now, settings } from "../services/services.server";
import type catalogue from "./messages.fr.json";
import type { NoticeReason, NoticeThing } from "./notices";
import { isShownTo } from "./visibility.server";

const text = serverMessages<typeof catalogue>("notices");

/** Maximum number of entries of the feed. */
const maxEntries = 50;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A feed is read without a session, so it expires like sessions: at the next change of credentials. */
const validFeeds = Prisma.sql`"NoticeFeed" f JOIN "Person" p ON p."id" = f."personId"
  AND p."credentialsVersion" = f."credentialsVersion" AND p."lockedAt" IS NULL AND p."erasedAt" IS NULL`;

/** When the viewer's feed was made; null without one. */
export async function findFeed({ personId }: Viewer): Promise<string | null> {
  const [row] = await db.$queryRaw<{ createdAt: Date }[]>`
    SELECT f."createdAt" FROM ${validFeeds} WHERE f."personId" = ${personId}::uuid`;
  return row?.createdAt.toISOString() ?? null;
}

/**
 * Makes the feed of the viewer's notices; a new one revokes the previous one.
 * @returns its address, shown once because only its hash is stored.
 */
export async function makeFeed(viewer: Viewer): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    const { credentialsVersion } = await holdCredentials(tx, viewer);
    const made = { tokenHash: hashOf(token), createdAt: now(), credentialsVersion };
    await tx.noticeFeed.upsert({ where: { personId }, create: { personId, ...made }, update: made });
    await recordEvent(tx, viewer, "notices.feed-made", null);
  });
  return `${settings().publicUrl}/flux/${token}.atom`;
}

/** Revokes the feed of the viewer's notices. Idempotent. */
export async function revokeFeed(viewer: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.noticeFeed.deleteMany({ where: { personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "notices.feed-revoked", null);
  });
}

/** Revokes feeds when an account is locked: an address on a lost device must not work later. Called once at start. */
export function registerFeeds(): void {
  outbox.subscribe("account.locked", async ({ object: personId }) => {
    await db.noticeFeed.deleteMany({ where: { personId } });
  });
}

interface FeedRow {
  id: string;
  kind: string;
  reason: NoticeReason;
  thing: NoticeThing;
  thingId: string;
  count: number;
  at: Date;
}

/**
 * The feed of a person's notices as Atom, as far as they may see them now. Its words are those of a mail: no title, no
 * name; its addresses hold ids.
 * @throws 404 for an unknown or revoked token.
 */
export async function readNoticeFeed(token: string | undefined): Promise<string> {
  const [feed] = token
    ? await db.$queryRaw<{ personId: string; locale: Locale | null; createdAt: Date }[]>`
        SELECT p."id" AS "personId", p."locale", f."createdAt" FROM ${validFeeds} WHERE f."tokenHash" = ${hashOf(token)}`
    : [];
  if (!feed) notFound();
  const rows = await db.$queryRaw<FeedRow[]>`
    SELECT n."id", n."kind", n."reason", n."thing", n."thingId", n."count", n."changedAt" AS "at"
    FROM "Notice" n JOIN "Person" p ON p."id" = n."personId"
    WHERE n."personId" = ${feed.personId}::uuid AND ${isShownTo}
    ORDER BY n."changedAt" DESC, n."id" DESC LIMIT ${maxEntries}`;
  const locale = feed.locale ?? sourceLocale;
  return writeAtom({
    id: `${settings().publicUrl}/notifications`,
    title: text(locale, "feed.title"),
    self: null,
    link: `${settings().publicUrl}/notifications`,
    locale,
    updated: rows[0]?.at ?? feed.createdAt,
    entries: rows.map((row) => entryOf(row, locale)),
  });
}

const pathOf: Partial<Record<NoticeThing, string>> = {
  thread: "/fils/",
  document: "/textes/",
  space: "/espaces/",
  organisation: "/annuaire/",
};

function entryOf({ id, kind, reason, thing, thingId, count, at }: FeedRow, locale: Locale): AtomEntry {
  const path = pathOf[thing];
  return {
    id: `urn:uuid:${id}`,
    title: `${text(locale, `reason.${reason}`)} · ${text(locale, `thing.${thing}`)}`,
    summary: text(locale, `kind.${kind}` as "kind.post.written", { count }),
    link: `${settings().publicUrl}${path ? path + thingId : "/notifications"}`,
    updated: at,
  };
}
