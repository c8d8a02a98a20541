import type pg from "pg";

/** A text with nothing in it, in the network's space, made where no room is connected. @returns its id */
export async function insertBlankText(database: Pick<pg.Client, "query">): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO "Document" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "idempotencyKey")
     SELECT gen_random_uuid(), s."id", 'essai', 'Essai', p."id", now(), now(), gen_random_uuid()::text
     FROM "Space" s, "Person" p WHERE s."kind" = 'network' LIMIT 1 RETURNING "id"`,
  );
  return rows[0]?.id ?? "";
}
