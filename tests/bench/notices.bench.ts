import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Visitor } from "../support/visitor";
import { type Bench, Figures, ms, step } from "./figures";
import { type BenchPortal, startBenchPortal } from "./portal";

const people = 1_000;
const posts = 60;
const warmPosts = 10;
/** What notices may add to the time in which an author gets the answer. */
const maxAddedMs = 30;

/**
 * What a post costs its author in a space of 1,000 people who all asked to be told of everything, beside one in the same
 * space of which all 1,000 asked to hear nothing; in turn, so that both meet the same noise.
 */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const database = new pg.Client({ connectionString: portal.ownerUrl });
  await database.connect();
  try {
    step(`a space of ${people} people`);
    const threads = await fillSpace(database, await portal.emailOf("member"));
    // Several authors in turn: nobody may write as fast as a bench.
    const writers = await portal.signInWriters();
    const [loud, quiet] = [new Figures(), new Figures()];
    for (let number = -warmPosts; number < posts; number++) {
      for (const [thread, figures] of [
        [threads.loud, loud],
        [threads.quiet, quiet],
      ] as const) {
        const writer = writers[(number + warmPosts) % writers.length] as Visitor;
        const tookMs = await writePost(portal, writer, thread);
        if (number >= 0) figures.add(tookMs);
      }
    }
    const written = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Notice" WHERE "thingId" = $1`,
      [threads.loud],
    );
    const added = loud.percentile(50) - quiet.percentile(50);
    return [
      { what: `a post told to ${written.rows[0]?.n} people: p50`, figure: ms(loud.percentile(50)) },
      { what: "a post told to nobody: p50", figure: ms(quiet.percentile(50)) },
      { what: "the same: p95", figure: `${ms(loud.percentile(95))}, ${ms(quiet.percentile(95))}` },
      {
        what: "the first as a part of the second",
        figure: (loud.percentile(50) / quiet.percentile(50)).toFixed(2),
      },
      { what: "what notices add", figure: ms(added), limit: ms(maxAddedMs), kept: added < maxAddedMs },
    ];
  } finally {
    await database.end();
    await portal.stop();
  }
};

/** The time until the author has the answer. */
async function writePost(portal: BenchPortal, visitor: Visitor, thread: string): Promise<number> {
  const began = performance.now();
  const answer = await visitor.post(`/fils/${thread}`, { body: "Quelques mots.", key: randomUUID() });
  await answer.arrayBuffer();
  if (answer.status !== 302) throw new Error(`${portal.url}/fils/${thread} answers ${answer.status}.`);
  return performance.now() - began;
}

/** A space with two threads: everybody in it hears of everything in one, and of nothing in the other. */
async function fillSpace(database: pg.Client, email: string): Promise<{ loud: string; quiet: string }> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO "Space" ("id", "kind", "slug", "name", "description", "visibility", "createdAt")
     VALUES (gen_random_uuid(), 'working_group', 'foule', 'Groupe du banc', '', 'private', now()) RETURNING "id"`,
  );
  const space = rows[0]?.id ?? "";
  const run = async (statement: string, more: unknown[] = []) =>
    await database.query(statement, [space, ...more]);
  await run(
    `INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt")
     SELECT $1::uuid, "id", 'facilitator'::"SpaceRole", now() FROM "Person" WHERE "email" = $2
     UNION ALL SELECT DISTINCT $1::uuid, "personId", 'facilitator'::"SpaceRole", now() FROM "Membership" m
       JOIN "Person" p ON p."id" = m."personId" WHERE p."email" <> $2`,
    [email],
  );
  await run(
    `WITH made AS (
       INSERT INTO "Person" ("id", "email", "name", "createdAt")
       SELECT gen_random_uuid(), 'foule' || n || '@banc.example', 'Foule ' || n, now() FROM generate_series(1, $2::int) n
       RETURNING "id")
     INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt") SELECT $1, "id", 'member', now() FROM made`,
    [people],
  );
  const threadOf = async (loudness: "all" | "mute") => {
    const made = await database.query<{ id: string }>(
      `INSERT INTO "Thread" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "idempotencyKey")
       SELECT gen_random_uuid(), $1, 'fil', 'Discussion du banc', "id", now(), now(), 'banc-' || $3
       FROM "Person" WHERE "email" = $2 RETURNING "id"`,
      [space, email, loudness],
    );
    const id = made.rows[0]?.id ?? "";
    await database.query(
      `INSERT INTO "NoticeLevel" ("personId", "thing", "thingId", "loudness", "setAt")
       SELECT "personId", 'thread', $2, $3::"NoticeLoudness", now() FROM "SpaceMember" WHERE "spaceId" = $1 AND "role" = 'member'`,
      [space, id, loudness],
    );
    return id;
  };
  const threads = { loud: await threadOf("all"), quiet: await threadOf("mute") };
  await database.query("VACUUM (ANALYZE)");
  return threads;
}
