import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { find, instantOf, type Known, readKnown, voiceOf } from "./known.server";
import { markdownOf } from "./markdown";
import { threads } from "./threads";
import type { Thread } from "./types";

/** Loads the conversations of the demonstration, each post at its own moment; everyone has read up to their last. */
export async function loadThreads(tx: Database, space: string): Promise<void> {
  const known = { space, ...(await readKnown(tx)) };
  for (const thread of threads) await loadThread(tx, thread, known);
}

async function loadThread(tx: Database, thread: Thread, known: Known): Promise<void> {
  const { slug, title, themes, author, startedAt, posts } = thread;
  const threadId = newId();
  const last = posts.at(-1)?.at ?? startedAt;
  await tx.thread.create({
    data: {
      id: threadId,
      spaceId: known.space,
      slug,
      title,
      ...voiceOf(author, known),
      createdAt: instantOf(startedAt),
      changedAt: instantOf(last),
      idempotencyKey: `demo-${slug}`,
      lastChange: posts.length,
      postCount: posts.length,
      themes: { create: themes.map((theme) => ({ themeId: find(known.themes, theme) })) },
    },
  });
  const ids = posts.map(() => newId());
  await tx.post.createMany({
    data: posts.map((post, index) => ({
      id: ids[index] ?? "",
      threadId,
      ...voiceOf(post.author, known),
      body: markdownOf(post),
      number: index + 1,
      change: index + 1,
      createdAt: instantOf(post.at),
      idempotencyKey: `demo-${slug}-${post.id}`,
    })),
  });
  await tx.reaction.createMany({
    data: posts.flatMap(({ at, reactions = [] }, index) =>
      reactions.map(([kind, voice]) => {
        const { authorId: personId, organisationId } = voiceOf(voice, known);
        return { postId: ids[index] ?? "", personId, organisationId, kind, createdAt: instantOf(at) };
      }),
    ),
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
