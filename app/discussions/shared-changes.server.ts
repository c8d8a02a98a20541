import { readSessionRights } from "../accounts/sessions.server";
import { visibleStates } from "../authorization/content-states.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { generalRank, ownOrganisations } from "../organisations/field-visibility";
import type { LiveSession } from "../realtime/live.server";
import { changesFrom } from "./changes.server";
import { readPosts } from "./post-rows.server";
import type { PostChanges } from "./posts";

/** The changes for some sessions, who may read the same. */
export interface SharedChanges {
  sessions: LiveSession[];
  changes: PostChanges;
}

/** Maximum number of posts sent with a change; more are requested by the pages. */
const maxPosts = 10;
/** Maximum size of what is sent with a change, in characters of JSON. */
const maxContentLength = 64 * 1024;
/** Maximum number of different views of one change; the sessions of the smallest groups request theirs. */
const maxViews = 8;

/**
 * Reads what changed in a thread after a change, once for all sessions that see it alike. Rights, space and state are
 * compared last, so no content goes to a session whose rights ended before that. Nothing is kept after the call.
 * @param readers the sessions that joined, with the space in which they found the thread.
 * @returns null when the content is too much to send, or the thread is not readable or not as far as `upTo`.
 */
export async function readSharedChanges(
  thread: string,
  after: number,
  upTo: number,
  readers: ReadonlyMap<LiveSession, { spaceId: string }>,
): Promise<SharedChanges[] | null> {
  const concerned = await findConcerned(thread, after);
  if (!concerned || concerned.change < upTo || concerned.posts > maxPosts) return null;
  const { change, spaceId } = concerned;
  const sessions = [...readers]
    .filter(([, joined]) => joined.spaceId === spaceId)
    .map(([session]) => session);
  const [first] = sessions;
  if (!first) return [];
  const shared = await Promise.all(
    groupByView(sessions, concerned).map(async (group) => ({
      sessions: group,
      changes: await readChanges((group[0] as LiveSession).viewer, thread, after, change),
    })),
  );
  // Every change of who reads a space raises the rights number of those concerned, in the same transaction.
  const [rights, spaceNow] = await Promise.all([
    readSessionRights([...new Set(sessions.map(({ viewer }) => viewer.sessionId))]),
    findSpaceOf(first.viewer, thread),
  ]);
  if (spaceNow !== spaceId) return null;
  const mayRead = ({ viewer }: LiveSession) => rights.get(viewer.sessionId) === viewer.rights;
  return shared
    .filter(({ changes }) => JSON.stringify(changes).length <= maxContentLength)
    .map((each) => ({ ...each, sessions: each.sessions.filter(mayRead) }));
}

interface Concerned {
  /** The thread's last change. */
  change: number;
  spaceId: string;
  /** Number of posts that changed. */
  posts: number;
  /** Authors and those who reacted: their own view differs from the others'. */
  people: string[];
  /** Organisations that are named: their own people may see more of them. */
  organisations: string[];
}

async function findConcerned(thread: string, after: number): Promise<Concerned | null> {
  const [found] = await db.$queryRaw<Concerned[]>`
    WITH changed AS (SELECT p."id", p."authorId", p."organisationId" FROM "Post" p
        WHERE p."threadId" = ${thread}::uuid AND p."change" > ${after} LIMIT ${maxPosts + 1}),
      reacted AS (SELECT r."personId", r."organisationId" FROM "Reaction" r JOIN changed c ON c."id" = r."postId")
    SELECT t."lastChange" AS "change", t."spaceId", (SELECT count(*)::int FROM changed) AS "posts",
      ARRAY(SELECT "authorId" FROM changed UNION SELECT "personId" FROM reacted) AS "people",
      ARRAY(SELECT "organisationId" FROM changed WHERE "organisationId" IS NOT NULL
        UNION SELECT "organisationId" FROM reacted WHERE "organisationId" IS NOT NULL) AS "organisations"
    FROM "Thread" t WHERE t."id" = ${thread}::uuid`;
  return found ?? null;
}

/** The space of a thread now; null when it is not visible. */
async function findSpaceOf(viewer: Viewer, thread: string): Promise<string | null> {
  const found = await db.thread.findFirst({
    where: { id: thread, state: { in: visibleStates(viewer) } },
    select: { spaceId: true },
  });
  return found?.spaceId ?? null;
}

/** Sessions that see the changed posts alike, the largest groups first. */
function groupByView(sessions: readonly LiveSession[], concerned: Concerned): LiveSession[][] {
  const groups = new Map<string, LiveSession[]>();
  for (const session of sessions) {
    const view = viewKey(session.viewer, concerned);
    const group = groups.get(view);
    if (group) group.push(session);
    else groups.set(view, [session]);
  }
  return [...groups.values()].sort((one, other) => other.length - one.length).slice(0, maxViews);
}

/**
 * Everything by which `readPosts` shows the same posts differently to two readers of a thread: what is their own, what
 * they may delete, and which acronyms they see. A test compares the shared views with each reader's own.
 */
function viewKey(viewer: Viewer, { people, organisations }: Concerned): string {
  const own = ownOrganisations(viewer).filter((id) => organisations.includes(id));
  const person = people.includes(viewer.personId) ? viewer.personId : "";
  const states = visibleStates(viewer).join("+");
  return [isSecretariat(viewer), generalRank(viewer), states, person, ...own.sort()].join(" ");
}

/** A post that changed again after `change` is left out: it comes with its later change. */
async function readChanges(
  viewer: Viewer,
  thread: string,
  after: number,
  change: number,
): Promise<PostChanges> {
  const found = await readPosts(
    viewer,
    thread,
    Prisma.sql`p."change" > ${after} AND p."change" <= ${change} ORDER BY p."change" LIMIT ${maxPosts}`,
  );
  return changesFrom(found, false, change);
}
