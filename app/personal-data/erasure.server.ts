import { recordEvent } from "../audit/record-event.server";
import { countedStates } from "../authorization/content-states.server";
import { allows } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, onCommit } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { sourceLocale } from "../i18n/locales";
import { log, mailer, now } from "../services/services.server";
import { text } from "./labels.server";
import { personalDataPolicy } from "./policy";
import { type ErasedPerson, registeredRooms } from "./registry.server";
import { dropJobs, isTheirsAlone, scrub, unlearnName } from "./scrub.server";
import { ownRows, quoted } from "./sections.server";

/** Requires an administrator. @throws 404 for everyone else. */
export function requireEraser(viewer: Viewer): void {
  if (!allows(viewer, personalDataPolicy.erase)) notFound();
}

/**
 * Erases a person in one transaction: their own data is deleted, their contributions are attributed to a former
 * member or removed, as the network chose, and their name and address are replaced everywhere. Their id stays
 * on their actions, so that the audit chain remains valid.
 * @throws 404 when the person does not exist (any more), or is the viewer: that takes another administrator. A redirect to
 * the confirmation page without a recent proof of identity.
 */
export async function erasePerson(viewer: Viewer, personId: string): Promise<void> {
  requireEraser(viewer);
  if (personId === viewer.personId) notFound();
  assertRecentAuth(viewer);
  await inTransaction((tx) => erase(tx, viewer, personId), { timeoutMs: 300_000 });
}

async function erase(tx: Database, viewer: Viewer, personId: string): Promise<void> {
  const [person] = await tx.$queryRaw<ErasedPerson[]>`
    SELECT "id", "name", "email" FROM "Person" WHERE "id" = ${personId}::uuid AND "erasedAt" IS NULL FOR UPDATE`;
  if (!person) notFound();
  const network = await tx.network.findFirst({ select: { formerContributions: true, locale: true } });
  const contributions = network?.formerContributions ?? "keep";
  const former = text(network?.locale ?? sourceLocale, "former");
  for (const room of registeredRooms()) {
    for (const holding of room.holdings) {
      if (holding.onErasure !== "delete") continue;
      await tx.$executeRaw`DELETE FROM ${quoted(holding.table)} t WHERE ${ownRows(holding, person)}`;
    }
    await room.erase?.(tx, person, contributions);
  }
  await becomeFormer(tx, person, former);
  await scrub(tx, person, former);
  await unlearnName(tx, person);
  await dropJobs(tx, person);
  await recordEvent(tx, viewer, "person.erased", personId, { contributions });
  onCommit(tx, () => void forgetMails(person.email));
}

/** The person is erased by now: mails that could not be deleted are logged for the operator. */
async function forgetMails(email: string): Promise<void> {
  try {
    await mailer().forget?.(email);
  } catch (error) {
    log().error({ err: error }, "the mails of an erased person could not be deleted from this machine");
  }
}

/** Columns of a person that contain no personal data. */
const kept = ["erasedAt"];

/** Sets every nullable column to null, including columns of later versions; the others say "former member". */
async function becomeFormer(tx: Database, { id }: ErasedPerson, former: string): Promise<void> {
  const columns = await tx.$queryRaw<{ name: string }[]>`
    SELECT column_name AS "name" FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = 'Person' AND is_nullable = 'YES'`;
  const emptied = columns
    .filter(({ name }) => !kept.includes(name))
    .map(({ name }) => Prisma.sql`${quoted(name)} = NULL`);
  await tx.$executeRaw`
    UPDATE "Person" SET ${Prisma.join(emptied)}, "name" = ${former}, "email" = ${`${id}@erased.invalid`},
      "erasedAt" = ${now()} WHERE "id" = ${id}::uuid`;
  // A trigger has just indexed the former member, who must not appear in search.
  await tx.personIndex.deleteMany({ where: { personId: id } });
}

/** The facts for deciding on an erasure: the person, and the amount of their data. */
export interface ErasureCase {
  id: string;
  name: string;
  email: string;
  role: string | null;
  organisations: string[];
  askedAt: string | null;
  /** In spaces that the whole network reads. */
  posts: number;
  threads: number;
  documents: number;
  contributions: "keep" | "remove";
  /** Documents that contain the name: only people can remove it there. */
  named: { id: string; slug: string; title: string }[];
  /** The number of other people's messages that contain the name, counted up to `maxMentions`. */
  mentions: number;
  /** The name is unique among people and objects of the network: it is replaced in the words of others. */
  alone: boolean;
}

const maxMentions = 100;

/** Reads the facts for an erasure. @throws 404 as `erasePerson` */
export async function findErasureCase(viewer: Viewer, personId: string): Promise<ErasureCase> {
  requireEraser(viewer);
  const person = await db.person.findFirst({
    where: { id: personId, erasedAt: null, NOT: { id: viewer.personId } },
    include: {
      erasureRequest: true,
      memberships: { include: { organisation: true } },
    },
  });
  if (!person) notFound();
  const { id, name, email, role } = person;
  const [written, network, named, mentions, alone] = await Promise.all([
    countContributions(id),
    db.network.findFirst({ select: { formerContributions: true } }),
    db.document.findMany({
      where: {
        OR: [name, email].map((words) => ({ plainText: { contains: words, mode: "insensitive" } })),
        space: openSpace,
      },
      select: { id: true, slug: true, title: true },
      take: 50,
    }),
    db.post.count({
      where: {
        authorId: { not: id },
        body: { contains: name, mode: "insensitive" },
        thread: { space: openSpace },
      },
      take: maxMentions,
    }),
    isTheirsAlone(db, person),
  ]);
  return {
    id,
    name,
    email,
    role,
    ...written,
    named,
    mentions,
    alone,
    organisations: person.memberships.map(({ organisation: { acronym, name } }) => acronym ?? name),
    askedAt: person.erasureRequest?.createdAt.toISOString() ?? null,
    contributions: network?.formerContributions ?? "keep",
  };
}

/**
 * The page before an erasure discloses nothing of private spaces, not even a count: the administrator may not
 * read them.
 */
const openSpace = { is: { visibility: "network" } } as const;

async function countContributions(authorId: string) {
  const [posts, threads, documents] = await Promise.all([
    db.post.count({ where: { authorId, state: { in: countedStates() }, thread: { space: openSpace } } }),
    db.thread.count({ where: { authorId, space: openSpace } }),
    db.document.count({ where: { authorId, space: openSpace } }),
  ]);
  return { posts, threads, documents };
}

/** The number of erasure requests. @throws 404 for people who do not decide on them */
export async function countErasureRequests(viewer: Viewer): Promise<number> {
  requireEraser(viewer);
  return await db.erasureRequest.count();
}

/** The erasure requests, the oldest first. @throws 404 for people who do not decide on them */
export async function listErasureRequests(viewer: Viewer) {
  requireEraser(viewer);
  const [requests, network] = await Promise.all([
    db.erasureRequest.findMany({
      orderBy: { createdAt: "asc" },
      take: 200,
      include: { person: { select: { name: true, email: true } } },
    }),
    db.network.findFirst({ select: { formerContributions: true } }),
  ]);
  return {
    contributions: network?.formerContributions ?? "keep",
    requests: requests.map(({ personId, createdAt, person }) => ({
      id: personId,
      name: person.name,
      email: person.email,
      own: personId === viewer.personId,
      askedAt: createdAt.toISOString(),
    })),
  };
}

/** Sets the network's choice for all later erasures. @throws 404 */
export async function chooseContributions(viewer: Viewer, contributions: "keep" | "remove"): Promise<void> {
  requireEraser(viewer);
  await inTransaction(async (tx) => {
    await tx.network.updateMany({ data: { formerContributions: contributions } });
    await recordEvent(tx, viewer, "erasure.choice-changed", null, { contributions });
  });
}
