import type pg from "pg";

/** Addresses of what `fillPages` wrote. */
export interface FilledPages {
  thread: string;
  shortThread: string;
  longThread: string;
  document: string;
}

/** The bodies of the posts in turn: plain, with a list, with a quotation and a link. */
const bodies = [
  "Les services de l’État ont été saisis deux fois. La réponse n’est toujours pas venue, et les familles attendent.",
  "Trois points pour la réunion :\n\n- les chiffres du **dernier trimestre** ;\n- la lettre au ministère ;\n- qui parle à la radio.",
  "> La réponse n’est toujours pas venue.\n\nNous l’avons reçue hier : https://example.org/lettre. Je la mets dans le texte commun.",
];

const sentence =
  "Les personnes expulsées arrivent à pied au point zéro, sans eau, et les organisations présentes ne suffisent pas. ";
/** About 1,000 words under four headings: two printed pages. */
const twoPages = [1, 2, 3, 4]
  .map((part) => {
    const paragraphs = Array.from({ length: 4 }, () => `<p dir="auto">${sentence.repeat(4).trim()}</p>`);
    return `<h2 id="partie-${part}" dir="auto">Partie ${part}</h2>${paragraphs.join("")}<ul><li><p dir="auto">${sentence}</p></li></ul>`;
  })
  .join("");
const outline = [1, 2, 3, 4].map((part) => ({ id: `partie-${part}`, level: 2, text: `Partie ${part}` }));

/**
 * In the network's space: threads of 20, 50 and 5,000 posts by everybody who belongs to an organisation, and a document
 * of two pages with its reading view.
 * @param database as the owner of its tables: VACUUM by others does nothing, and autovacuum comes only after a minute.
 */
export async function fillPages(database: pg.Client): Promise<FilledPages> {
  const thread = await fillThread(database, 20);
  const shortThread = await fillThread(database, 50);
  const longThread = await fillThread(database, 5_000);
  const document = await fillDocument(database);
  await database.query("VACUUM (ANALYZE)");
  return { thread, shortThread, longThread, document };
}

async function fillThread(database: pg.Client, posts: number): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO "Thread" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "lastChange",
       "postCount", "idempotencyKey")
     SELECT gen_random_uuid(), s."id", 'banc', 'Discussion du banc, ' || $1 || ' messages', p."id", now(), now(),
       $1::int, $1::int, 'banc-' || $1
     FROM (SELECT "id" FROM "Space" WHERE "kind" = 'network') s, (SELECT "id" FROM "Person" ORDER BY "id" LIMIT 1) p
     RETURNING "id"`,
    [posts],
  );
  const id = rows[0]?.id ?? "";
  await database.query(
    `INSERT INTO "Post" ("id", "threadId", "authorId", "organisationId", "body", "number", "change", "createdAt",
       "idempotencyKey")
     SELECT gen_random_uuid(), $1::uuid, w."personId", w."organisationId", ($3::text[])[n % 3 + 1], n, n,
       now() - ($2::int - n) * interval '1 minute', $1 || '-' || n
     FROM generate_series(1, $2::int) n JOIN (
       SELECT m.*, row_number() OVER (ORDER BY m."id") - 1 AS "at", count(*) OVER () AS "all" FROM "Membership" m
     ) w ON w."at" = n % w."all"`,
    [id, posts, bodies],
  );
  return `/fils/${id}`;
}

async function fillDocument(database: pg.Client): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO "Document" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "idempotencyKey")
       SELECT gen_random_uuid(), s."id", 'banc', 'Texte du banc', p."id", now(), now(), 'banc'
       FROM (SELECT "id" FROM "Space" WHERE "kind" = 'network') s, (SELECT "id" FROM "Person" ORDER BY "id" LIMIT 1) p
       RETURNING "id")
     INSERT INTO "DocumentView" ("documentId", "seq", "html", "outline", "words")
     SELECT made."id", 0, $1, $2, 1200 FROM made RETURNING "documentId" AS "id"`,
    [twoPages, JSON.stringify(outline)],
  );
  return `/textes/${rows[0]?.id ?? ""}`;
}
