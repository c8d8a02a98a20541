import type { Database } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { slugOf } from "../http/addresses";
import type { Leaving } from "./holdings.server";
import { quoted } from "./sections.server";

/** One column of the database that can hold words. */
interface TextColumn {
  schema: string;
  table: string;
  column: string;
  type: "text" | "json" | "jsonb" | "text[]";
}

/** Nobody's to rewrite: the audit record holds no names, and its tables take no changes. */
const sealed = ["AuditEntry", "AuditSeal", "_prisma_migrations"];

/** Every column of the portal's database that can hold words. */
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
 * Puts other words in the place of somebody's name and mail address wherever they still stand: in what others wrote, in
 * histories, in derived words. A name of one word stays in free text: it is a word like others.
 * @param former what stands there from now on.
 */
export async function scrub(tx: Database, person: Leaving, former: string): Promise<void> {
  for (const { schema, table, column, type } of await textColumns(tx)) {
    const [place, cell] = [quoted(`${schema}.${table}`), Prisma.sql`t.${quoted(column)}`];
    const asText = type === "text" ? cell : Prisma.sql`${cell}::text`;
    const back = type === "text" ? Prisma.empty : Prisma.raw(`::${type}`);
    for (const [pattern, words] of replacements(person, former, type)) {
      await tx.$executeRaw`
        UPDATE ${place} t SET ${quoted(column)} = regexp_replace(${asText}, ${pattern}, ${words}, 'gi')${back}
        WHERE ${asText} ~* ${pattern}`;
    }
  }
}

/** What is looked for, as PostgreSQL's regular expressions with word limits around, and what takes its place. */
function replacements(person: Leaving, former: string, type: TextColumn["type"]): [string, string][] {
  const written = (words: string) => (type === "text" ? words : JSON.stringify(words).slice(1, -1));
  const mail: [string, string] = [
    `(?<![[:alnum:]._%+-])${escaped(written(person.email))}(?![[:alnum:]-]|\\.[[:alnum:]])`,
    "—",
  ];
  if (!/\S\s+\S/.test(person.name)) return [mail];
  const limit = "[[:alnum:]]";
  const name: [string, string] = [
    `(?<!${limit})${escaped(written(person.name))}(?!${limit})`,
    written(former).replaceAll("\\", "\\\\"),
  ];
  const slug = slugOf(person.name);
  const address: [string, string] = [`(?<![a-z0-9])${escaped(slug)}(?![a-z0-9])`, slugOf(former)];
  return slug.includes("-") ? [mail, name, address] : [mail, name];
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

/** Forgets the words of a name that search knows and no profile says any more. */
export async function unlearnName(tx: Database, { name, email }: Leaving): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SearchWord" k WHERE k."word" IN (SELECT words_of(${`${name} ${email}`})) AND NOT EXISTS (
      SELECT FROM "OrganisationIndex" i WHERE i."vector" @@ plainto_tsquery('portal_french', k."word"))`;
}

/** Work that was put aside for somebody, and what was noted of it, is not done any more. */
export async function dropJobs(tx: Database, { id, email }: Leaving): Promise<void> {
  for (const table of ["jobs.job", "jobs.archive"]) {
    await tx.$executeRaw`
      DELETE FROM ${quoted(table)} j WHERE j."state" <> 'active' AND
        (strpos(lower(concat(j."data"::text, j."output"::text)), ${email}) > 0 OR strpos(j."data"::text, ${id}) > 0)`;
  }
}
