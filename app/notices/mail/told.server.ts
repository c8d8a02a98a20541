import { viewerWithoutSession } from "../../accounts/current-rights.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { Prisma } from "../../db/generated/client";
import { readPosts, visiblePostsCondition } from "../../discussions/post-rows.server";
import { isLocale } from "../../i18n/catalogues.server";
import { type Locale, sourceLocale } from "../../i18n/locales";
import { findNetwork } from "../../network/network.server";
import type { Block } from "../../writing/body";
import { defaultMailSettings, type MailSettings } from "../levels";
import type { NoticeReason, NoticeThing } from "../notices";
import { findThings, keyOf, type Thing } from "../things.server";
import { currentSpace, isShownTo } from "../visibility.server";
import type { ClaimedMail } from "./prepare.server";

/** A line of a mail: the events of one notice that no mail has told. */
export interface ToldNotice {
  id: string;
  kind: string;
  reason: NoticeReason;
  thing: NoticeThing;
  thingId: string;
  /** The number of those events. */
  count: number;
  createdAt: Date;
  confidential: boolean;
}

/** A post that a mail quotes. */
export interface QuotedPost {
  author: string;
  body: Block[];
}

/** What a mail tells, as its person may see it now. */
export interface ToldMail {
  viewer: Viewer;
  email: string;
  locale: Locale;
  /** What the subject begins with. */
  network: string;
  settings: MailSettings;
  /** In the order of the events. */
  notices: ToldNotice[];
  /** Names and addresses, where content may be quoted. */
  things: ReadonlyMap<string, Thing>;
  /** The new posts of threads, by thread, where content may be quoted. */
  posts: ReadonlyMap<string, QuotedPost[]>;
}

/** Maximum number of posts of one thread that a mail quotes. */
const maxPosts = 5;
/** Maximum number of threads whose posts a mail quotes. */
const maxQuotedThreads = 10;

/** Reads what a claimed mail tells, by the rights of this moment; null when nothing of it may be told any more. */
export async function readToldMail({ id, personId }: ClaimedMail): Promise<ToldMail | null> {
  const viewer = await viewerWithoutSession(personId);
  const notices = viewer ? await readNotices(id) : [];
  if (!viewer || notices.length === 0) return null;
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, noticeSettings: { select: { rhythm: true, hour: true, content: true } } },
  });
  const settings = person.noticeSettings ?? defaultMailSettings;
  const network = await findNetwork();
  const locale = isLocale(viewer.locale) ? viewer.locale : (network?.locale ?? sourceLocale);
  const quotable = settings.content ? notices.filter(({ confidential }) => !confidential) : [];
  return {
    viewer,
    email: person.email,
    locale,
    network: network?.acronym ?? "",
    settings,
    notices,
    things: quotable.length > 0 ? await findThings(viewer, quotable, locale) : new Map(),
    posts: await quotePosts(viewer, quotable),
  };
}

/** The notices of a mail that are still unread and may still be seen, oldest change first. */
async function readNotices(mailId: string): Promise<ToldNotice[]> {
  return await db.$queryRaw<ToldNotice[]>`
    SELECT n."id", n."kind", n."reason", n."thing", n."thingId", i."upTo" - i."told" AS "count", n."createdAt",
      COALESCE((SELECT c."confidentiality" = 'confidential' FROM "Space" c
        WHERE c."id" = COALESCE(${currentSpace}, n."thingId")), false) AS "confidential"
    FROM "NoticeMailItem" i JOIN "Notice" n ON n."id" = i."noticeId" JOIN "Person" p ON p."id" = n."personId"
    WHERE i."mailId" = ${mailId}::uuid AND n."readAt" IS NULL AND ${isShownTo}
    ORDER BY n."changedAt", n."id"`;
}

const tellsPosts = ({ thing, kind }: ToldNotice): boolean =>
  thing === "thread" && (kind.startsWith("post.") || kind === "thread.started");

async function quotePosts(
  viewer: Viewer,
  notices: readonly ToldNotice[],
): Promise<ReadonlyMap<string, QuotedPost[]>> {
  const quoted = new Map<string, QuotedPost[]>();
  for (const { thingId, count, createdAt } of notices.filter(tellsPosts).slice(0, maxQuotedThreads)) {
    // The clock of an event is read after that of its post.
    const since = new Date(createdAt.getTime() - 60_000);
    const take = Math.min(count, maxPosts);
    const found = await readPosts(
      viewer,
      thingId,
      Prisma.sql`p."authorId" <> ${viewer.personId}::uuid AND p."createdAt" >= ${since}::timestamptz
        AND ${visiblePostsCondition(viewer)} ORDER BY p."number" DESC LIMIT ${take}`,
    );
    const posts = found.flatMap(({ view }) => (view ? [{ author: nameOf(view), body: view.body }] : []));
    if (!quoted.has(thingId) || count > 1) quoted.set(thingId, posts.reverse());
  }
  return quoted;
}

const nameOf = ({
  author,
  organisation,
}: {
  author: string;
  organisation: { name: string; acronym: string | null } | null;
}): string => (organisation ? `${author} (${organisation.acronym ?? organisation.name})` : author);

/** The one thread that all lines are about; null where there is none. */
export function threadOf(notices: readonly ToldNotice[]): string | null {
  const [first] = notices;
  if (first?.thing !== "thread") return null;
  return notices.every((notice) => keyOf(notice) === keyOf(first)) ? first.thingId : null;
}
