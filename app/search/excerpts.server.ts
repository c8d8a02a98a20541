import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { type MarkedPart, markWords } from "../search-language/marks";

/** Maximum length of the text that is searched for the words, and of the part around the first one that is shown. */
const maxSearched = 20_000;
const excerptLength = 180;
/** Number of characters shown before the first word found. */
const lead = 50;

/** Where the words of a query stand in a thread or a document. */
export interface FoundExcerpt {
  id: string;
  /** The post of a thread; null for a document. */
  post: string | null;
  excerpt: MarkedPart[];
}

/**
 * The parts of threads and documents in which the words stand, with the words marked. A thread found by its title alone
 * has none. The caller has found the threads and documents through the viewer.
 * @param states those of posts that the viewer may read.
 */
export async function findExcerpts(
  found: { threads: readonly string[]; documents: readonly string[] },
  { words, marked, states }: { words: string; marked: readonly string[]; states: readonly string[] },
): Promise<ReadonlyMap<string, FoundExcerpt>> {
  const rows = await queryPrepared<{ id: string; post: string | null; text: string }>(Prisma.sql`
    WITH asked AS (SELECT to_tsquery('public.portal_french', ${words}) AS words)
    (SELECT DISTINCT ON (p."threadId") p."threadId" AS "id", p."id" AS "post", left(p."body", ${maxSearched}::int) AS "text"
      FROM "Post" p, asked
      WHERE p."threadId" = ANY(${[...found.threads]}::uuid[]) AND p."state" = ANY(${[...states]}::"ContentState"[])
        AND public.french_vector(p."body") @@ asked.words
      ORDER BY p."threadId", p."number" DESC)
    UNION ALL
    (SELECT d."id", NULL, left(d."plainText", ${maxSearched}::int) FROM "Document" d
      WHERE d."id" = ANY(${[...found.documents]}::uuid[]))`);
  return new Map(
    rows.map(({ id, post, text }) => [id, { id, post, excerpt: excerptAround(plainText(text), marked) }]),
  );
}

/** The words of Markdown without its signs, on one line. */
const plainText = (body: string): string =>
  body
    .replace(/\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, "$1")
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, "")
    .replace(/\*+|\\(?=[*[\]>])/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** The text around the first word found, cut between words; its beginning when none is found. */
export function excerptAround(text: string, words: readonly string[]): MarkedPart[] {
  const parts = markWords(text, words);
  const first = parts.findIndex((part) => typeof part !== "string");
  const before = parts.slice(0, Math.max(first, 0)).map(String).join("").length;
  const start = first === -1 || before <= lead ? 0 : text.indexOf(" ", before - lead) + 1;
  const rest = text.slice(start, start + excerptLength);
  const isCut = start + excerptLength < text.length;
  const end = isCut ? Math.max(rest.lastIndexOf(" "), 1) : rest.length;
  return markWords(`${start > 0 ? "…" : ""}${rest.slice(0, end)}${isCut ? "…" : ""}`, words);
}
