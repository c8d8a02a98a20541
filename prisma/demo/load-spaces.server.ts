import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { now } from "../../app/services/services.server";
import { people } from "./people";
import { type DemoSpace, spaces } from "./spaces";

const day = 24 * 60 * 60 * 1000;

interface Known {
  person(key: string): string;
  organisation(slug: string): string;
  theme(slug: string): string;
}

/** Loads the shared spaces of the demonstration, their dates and tasks around today. */
export async function loadSpaces(tx: Database): Promise<void> {
  const known = await readKnown(tx);
  for (const space of spaces) await loadSpace(tx, space, known);
}

async function readKnown(tx: Database): Promise<Known> {
  const [persons, organisations, themes] = [
    await tx.person.findMany({ select: { id: true, email: true } }),
    await tx.organisation.findMany({ select: { id: true, slug: true } }),
    await tx.theme.findMany({ select: { id: true, slug: true } }),
  ];
  const find = (rows: readonly (readonly [string, string])[]) => {
    const map = new Map(rows);
    return (key: string) => {
      const id = map.get(key);
      if (!id) throw new Error(`The demonstration names ${key}, which it does not hold.`);
      return id;
    };
  };
  const keys = new Map(people.map(({ email, key }) => [email, key as string]));
  return {
    person: find(persons.map(({ id, email }) => [keys.get(email) ?? email, id] as const)),
    organisation: find(organisations.map(({ id, slug }) => [slug, id] as const)),
    theme: find(themes.map(({ id, slug }) => [slug, id] as const)),
  };
}

const daysAway = (days: number) => new Date(now().getTime() + days * day);
const dateAway = (days: number) => new Date(daysAway(days).toISOString().slice(0, 10));

async function loadSpace(tx: Database, space: DemoSpace, known: Known): Promise<void> {
  const { slug, name, kind, description, visibility, confidentiality, theme, owner, requests } = space;
  const spaceId = newId();
  const createdAt = daysAway(-40);
  const maker = known.person(space.members[0]?.[0] ?? "");
  await tx.space.create({
    data: {
      id: spaceId,
      slug,
      name,
      kind,
      description,
      visibility,
      confidentiality,
      createdAt,
      themeId: theme && known.theme(theme),
      organisationId: owner && known.organisation(owner),
      createdById: maker,
      idempotencyKey: `demo-${slug}`,
    },
  });
  await tx.spaceMember.createMany({
    data: space.members.map(([key, role]) => ({ spaceId, personId: known.person(key), role, createdAt })),
  });
  await tx.spaceOrganisation.createMany({
    data: space.organisations.map((each) => ({
      spaceId,
      organisationId: known.organisation(each),
      role: "member" as const,
      createdAt,
    })),
  });
  await tx.joinRequest.createMany({
    data: requests.map(({ person, message }) => ({
      id: newId(),
      spaceId,
      personId: known.person(person),
      message,
      role: "member" as const,
      createdAt: daysAway(-1),
      createdById: known.person(person),
    })),
  });
  await loadWork(tx, space, spaceId, maker, known);
  for (const [index, thread] of space.threads.entries()) {
    await loadThread(
      tx,
      thread,
      { spaceId, key: `demo-${slug}-${index}`, theme: theme && known.theme(theme) },
      known,
    );
  }
}

async function loadWork(
  tx: Database,
  { slug, tasks, dates }: DemoSpace,
  spaceId: string,
  createdById: string,
  known: Known,
): Promise<void> {
  await tx.spaceTask.createMany({
    data: tasks.map(({ title, who, due, done }, index) => ({
      id: newId(),
      spaceId,
      title,
      createdById,
      createdAt: daysAway(-20),
      assigneeId: who && known.person(who),
      dueOn: due === null ? null : dateAway(due),
      doneAt: done ? daysAway(-3) : null,
      idempotencyKey: `demo-${slug}-${index}`,
    })),
  });
  await tx.spaceDate.createMany({
    data: dates.map(({ title, place, day: away, time, deadline }, index) => ({
      id: newId(),
      spaceId,
      title,
      place,
      time,
      createdById,
      deadline: deadline ?? false,
      day: dateAway(away),
      createdAt: daysAway(-20),
      changedAt: daysAway(-20),
      idempotencyKey: `demo-${slug}-${index}`,
    })),
  });
}

async function loadThread(
  tx: Database,
  { title, posts }: DemoSpace["threads"][number],
  place: { spaceId: string; key: string; theme: string | null },
  known: Known,
): Promise<void> {
  const threadId = newId();
  const [first] = posts;
  if (!first) return;
  const at = (index: number) => daysAway(-(posts.length - index) / 2);
  const voice = ({ person, organisation }: (typeof posts)[number]) => ({
    authorId: known.person(person),
    organisationId: known.organisation(organisation),
  });
  await tx.thread.create({
    data: {
      id: threadId,
      spaceId: place.spaceId,
      slug: place.key,
      title,
      ...voice(first),
      createdAt: at(0),
      changedAt: at(posts.length - 1),
      idempotencyKey: place.key,
      lastChange: posts.length,
      postCount: posts.length,
      ...(place.theme && { themes: { create: { themeId: place.theme } } }),
    },
  });
  await tx.post.createMany({
    data: posts.map((post, index) => ({
      id: newId(),
      threadId,
      ...voice(post),
      body: post.body,
      number: index + 1,
      change: index + 1,
      createdAt: at(index),
      idempotencyKey: `${place.key}-${index}`,
    })),
  });
}
