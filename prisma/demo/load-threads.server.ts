import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { now } from "../../app/ports/ports.server";
import { markdownOf } from "./markdown";
import { people } from "./people";
import { threads } from "./threads";
import type { Moment, Thread, Voice } from "./types";

/** Ids of what the threads refer to. */
interface Known {
  space: string;
  people: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
  themes: ReadonlyMap<string, string>;
}

/** Loads the conversations of the demonstration, each post at its own moment; everyone has read up to their last. */
export async function loadThreads(tx: Database, space: string): Promise<void> {
  const known = { space, ...(await readKnown(tx)) };
  for (const thread of threads) await loadThread(tx, thread, known);
}

async function readKnown(tx: Database): Promise<Omit<Known, "space">> {
  const keys = new Map(people.map(({ email, key }) => [email, key as string]));
  const persons = await tx.person.findMany({ select: { id: true, email: true } });
  const [organisations, themes] = await Promise.all([
    tx.organisation.findMany({ select: { id: true, slug: true } }),
    tx.theme.findMany({ select: { id: true, slug: true } }),
  ]);
  return {
    people: new Map(persons.map(({ id, email }) => [keys.get(email) ?? email, id])),
    organisations: new Map(organisations.map(({ id, slug }) => [slug, id])),
    themes: new Map(themes.map(({ id, slug }) => [slug, id])),
  };
}

async function loadThread(tx: Database, thread: Thread, known: Known): Promise<void> {
  const { slug, title, themes, author, startedAt, posts } = thread;
  const threadId = newId();
  const last = posts.at(-1)?.at ?? startedAt;
  await tx.thread.create({
    data: {
      ...{ id: threadId, spaceId: known.space, slug, title, ...voiceOf(author, known) },
      ...{ createdAt: instantOf(startedAt), changedAt: instantOf(last), idempotencyKey: `demo-${slug}` },
      ...{ lastChange: posts.length, postCount: posts.length },
      themes: { create: themes.map((theme) => ({ themeId: find(known.themes, theme) })) },
    },
  });
  await tx.post.createMany({
    data: posts.map((post, index) => ({
      ...{ id: newId(), threadId, ...voiceOf(post.author, known), body: markdownOf(post) },
      ...{ number: index + 1, change: index + 1, createdAt: instantOf(post.at) },
      idempotencyKey: `demo-${slug}-${post.id}`,
    })),
  });
  await markRead(tx, threadId, thread, known);
}

/** Who wrote has read up to there: what came later is new to them. */
async function markRead(tx: Database, threadId: string, { posts }: Thread, known: Known): Promise<void> {
  const marks = new Map(
    posts.map(({ author, at }, index) => [author.person, { change: index + 1, readAt: instantOf(at) }]),
  );
  await tx.readMark.createMany({
    data: [...marks].map(([person, mark]) => ({ threadId, personId: find(known.people, person), ...mark })),
  });
}

function voiceOf({ person, organisation }: Voice, known: Known) {
  return { authorId: find(known.people, person), organisationId: find(known.organisations, organisation) };
}

const hour = 3_600_000;
/** Niger keeps UTC+1 the whole year. */
const offset = hour;

/** A wall-clock time in Niamey, so many days before today. */
export function instantOf({ daysAgo, hour: hours, minute }: Moment): Date {
  const here = new Date(now().getTime() + offset);
  const day = Date.UTC(here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate() - daysAgo);
  return new Date(day + hours * hour + minute * 60_000 - offset);
}

function find(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${key}, which it does not hold.`);
  return value;
}
