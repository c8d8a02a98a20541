import type pg from "pg";

/**
 * A working group with 500 threads of three posts, 500 texts and 5,000 tasks, which this person runs.
 * @param database as the owner of its tables: VACUUM by another role does nothing, and autovacuum comes only after a minute.
 * @returns its id, and where the last page of each of its lists begins.
 */
export async function fillSpace(database: pg.Client, email: string) {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO "Space" ("id", "kind", "slug", "name", "description", "visibility", "createdAt")
     VALUES (gen_random_uuid(), 'working_group', 'banc', 'Groupe du banc', 'Un grand espace.', 'private', now())
     RETURNING "id"`,
  );
  const space = rows[0]?.id ?? "";
  const run = (statement: string) => database.query(statement, [space, email]);
  await run(`INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt")
    SELECT $1, "id", 'facilitator', now() FROM "Person" WHERE "email" = $2`);
  await run(`INSERT INTO "Thread" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "lastChange",
      "postCount", "idempotencyKey")
    SELECT gen_random_uuid(), $1, 'fil', 'Discussion du banc, numéro ' || n, p."id", now(), now() - n * interval '1 hour',
      3, 3, 'banc-' || n FROM "Person" p, generate_series(1, 500) n WHERE p."email" = $2`);
  await run(`INSERT INTO "Post" ("id", "threadId", "authorId", "body", "number", "change", "createdAt", "idempotencyKey")
    SELECT gen_random_uuid(), t."id", a."id", 'Quelques mots sur la question.', n, n, now(), t."id" || '-' || n
    FROM "Thread" t, generate_series(1, 3) n, (SELECT "id" FROM "Person" WHERE "email" <> $2 ORDER BY "id" LIMIT 1) a
    WHERE t."spaceId" = $1`);
  await run(`INSERT INTO "Document" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt",
      "plainText", "idempotencyKey")
    SELECT gen_random_uuid(), $1, 'texte', 'Texte du banc, numéro ' || n, p."id", now(), now() - n * interval '1 hour',
      'Quelques mots.', 'banc-' || n FROM "Person" p, generate_series(1, 500) n WHERE p."email" = $2`);
  await run(`INSERT INTO "SpaceTask" ("id", "spaceId", "title", "assigneeId", "dueOn", "doneAt", "createdAt",
      "createdById", "idempotencyKey")
    SELECT gen_random_uuid(), $1, 'Tâche du banc, numéro ' || n, p."id", current_date + (n % 400) - 100,
      CASE WHEN n % 2 = 0 THEN now() END, now(), p."id", 'banc-' || n
    FROM "Person" p, generate_series(1, 5000) n WHERE p."email" = $2`);
  await database.query("VACUUM (ANALYZE)");
  const place = async (table: "Thread" | "Document") => {
    const found = await database.query<{ place: string }>(
      `SELECT "id" || to_char("changedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS place
       FROM "${table}" WHERE "spaceId" = $1 ORDER BY "changedAt", "id" OFFSET 20 LIMIT 1`,
      [space],
    );
    return found.rows[0]?.place ?? "";
  };
  const task = await database.query<{ id: string }>(
    `SELECT "id" FROM "SpaceTask" WHERE "spaceId" = $1 AND "doneAt" IS NULL ORDER BY "dueOn" DESC, "id" DESC
     OFFSET 40 LIMIT 1`,
    [space],
  );
  const far = {
    threads: await place("Thread"),
    documents: await place("Document"),
    tasks: task.rows[0]?.id ?? "",
  };
  return { space, far };
}

/** Lets a person into so many further private spaces. @param database as in `fillSpace`. */
export async function joinSpaces(database: pg.Client, email: string, count: number): Promise<void> {
  await database.query(
    `WITH made AS (
       INSERT INTO "Space" ("id", "kind", "slug", "name", "visibility", "createdAt")
       SELECT gen_random_uuid(), 'project', 'p-' || n, 'Projet ' || n, 'private', now()
       FROM generate_series(1, $2::int) n RETURNING "id")
     INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt")
     SELECT made."id", p."id", 'member', now() FROM made, "Person" p WHERE p."email" = $1`,
    [email, count],
  );
  await database.query("VACUUM (ANALYZE)");
}
