import type { Database } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { slugOf } from "../http/addresses";
import type { ErasedPerson } from "./registry.server";
import { quoted } from "./sections.server";

/** A column of the database that can hold text. */
interface TextColumn {
  schema: string;
  table: string;
  column: string;
  type: "text" | "json" | "jsonb" | "text[]";
}

/** Never rewritten: the audit record holds no names, and its tables are append-only. */
const sealed = ["AuditEntry", "AuditSeal", "_prisma_migrations"];

/** Every column of the portal's database that can hold text. */
async function textColumns(tx: Database): Promise<TextColumn[]> {
  return await tx.$queryRaw`
    SELECT n.nspname AS "schema", c.relname AS "table", a.attname AS "column",
      CASE t.typname WHEN '_text' THEN 'text[]' WHEN '_varchar' THEN 'text[]' WHEN 'varchar' THEN 'text'
        ELSE t.typname END AS "type"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE n.nspname IN ('public', 'limits') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = ''
      AND t.typname IN ('text', 'varchar', '_text', '_varchar', 'json', 'jsonb')
      AND NOT (c.relname = ANY(${sealed}::text[]))`;
}

/**
 * Replaces a person's name and mail address in all remaining text: other people's contributions, histories,
 * derived content. A name of a single word stays in free text, since it can be an ordinary word. A name that
 * other people or objects share is replaced only next to the address: elsewhere it may mean the other. Rows of
 * other persons are never changed.
 * @param former the replacement.
 */
export async function scrub(tx: Database, person: ErasedPerson, former: string): Promise<void> {
  const columns = await textColumns(tx);
  const besides = (await isTheirsAlone(tx, person))
    ? Prisma.empty
    : Prisma.sql`AND t::text ~* ${mailPattern(person.email)}`;
  for (const column of columns.filter(({ table }) => table !== "Person")) {
    for (const replacement of nameReplacements(person, former, column.type)) {
      await replace(tx, column, replacement, besides);
    }
  }
  // The addresses last: they identify the rows about this person.
  for (const column of columns) {
    await replace(tx, column, [mailPattern(writtenIn(column.type)(person.email)), "—"], Prisma.empty);
  }
}

/** Whether no other person or object of the network has this name, alone or as a part of theirs. */
export async function isTheirsAlone(tx: Database, { id, name }: ErasedPerson): Promise<boolean> {
  const borne = (words: Prisma.Sql) => Prisma.sql`strpos(normalise(${words}), normalise(${name})) > 0`;
  const [row] = await tx.$queryRaw<{ borne: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Person" p WHERE p."id" <> ${id}::uuid AND ${borne(Prisma.sql`p."name"`)})
      OR EXISTS (SELECT FROM "Organisation" o
        WHERE ${borne(Prisma.sql`concat_ws(' ', o."name", o."acronym", array_to_string(o."formerNames", ' '))`)})
      OR EXISTS (SELECT FROM "Space" s WHERE ${borne(Prisma.sql`s."name"`)})
      OR EXISTS (SELECT FROM "Theme" e WHERE ${borne(Prisma.sql`e."name"::text`)})
      OR EXISTS (SELECT FROM "Network" n WHERE ${borne(Prisma.sql`concat_ws(' ', n."name", n."acronym")`)}) AS "borne"`;
  return row?.borne === false;
}

type Replacement = [pattern: string, words: string];

/** Replaces the pattern in one column of every matching row. */
async function replace(
  tx: Database,
  { schema, table, column, type }: TextColumn,
  [pattern, words]: Replacement,
  besides: Prisma.Sql,
): Promise<void> {
  const [place, cell] = [quoted(`${schema}.${table}`), Prisma.sql`t.${quoted(column)}`];
  const asText = type === "text" ? cell : Prisma.sql`${cell}::text`;
  const back = type === "text" ? Prisma.empty : Prisma.raw(`::${type}`);
  await tx.$executeRaw`
    UPDATE ${place} t SET ${quoted(column)} = regexp_replace(${asText}, ${pattern}, ${words}, 'gi')${back}
    WHERE ${asText} ~* ${pattern} ${besides}`;
}

/** The words as a column of this type stores them. */
const writtenIn = (type: TextColumn["type"]) => (words: string) =>
  type === "text" ? words : JSON.stringify(words).slice(1, -1);

/** A mail address as a PostgreSQL regular expression with word boundaries. */
const mailPattern = (email: string) =>
  `(?<![[:alnum:]._%+-])${escaped(email)}(?![[:alnum:]-]|\\.[[:alnum:]])`;

/** The name and its slug as patterns with word boundaries, and their replacements. */
function nameReplacements({ name }: ErasedPerson, former: string, type: TextColumn["type"]): Replacement[] {
  if (!/\S\s+\S/.test(name)) return [];
  const written = writtenIn(type);
  const limit = "[[:alnum:]]";
  const words: Replacement = [
    `(?<!${limit})${escaped(written(name))}(?!${limit})`,
    written(former).replaceAll("\\", "\\\\"),
  ];
  const slug = slugOf(name);
  const address: Replacement = [`(?<![a-z0-9])${escaped(slug)}(?![a-z0-9])`, slugOf(former)];
  return slug.includes("-") ? [words, address] : [words];
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

/** Deletes words of the name from search that no profile contains any more. */
export async function unlearnName(tx: Database, { name, email }: ErasedPerson): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SearchWord" k WHERE k."word" IN (SELECT words_of(${`${name} ${email}`})) AND NOT EXISTS (
      SELECT FROM "OrganisationIndex" i WHERE i."vector" @@ plainto_tsquery('portal_french', k."word"))`;
  await tx.$executeRaw`DELETE FROM "SpaceWord" WHERE "word" IN (SELECT words_of(${`${name} ${email}`}))`;
}

/** Deletes queued jobs for the person, and the records of finished ones. */
export async function dropJobs(tx: Database, { id, email }: ErasedPerson): Promise<void> {
  for (const table of ["jobs.job", "jobs.archive"]) {
    await tx.$executeRaw`
      DELETE FROM ${quoted(table)} j WHERE j."state" <> 'active' AND
        (strpos(lower(concat(j."data"::text, j."output"::text)), ${email}) > 0 OR strpos(j."data"::text, ${id}) > 0)`;
  }
}
