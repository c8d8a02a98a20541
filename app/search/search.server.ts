import { visibleStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { runSequentially } from "../db/search-queue.server";
import { emptyQuery } from "../directory/directory-query";
import { searchDirectory } from "../directory/organisation-search.server";
import { readPeopleQuery } from "../directory/people-query-form.server";
import { searchPeople } from "../directory/people-search.server";
import { postPath } from "../discussions/threads";
import { personPath } from "../http/addresses";
import type { Locale } from "../i18n/locales";
import { today } from "../network/today.server";
import { markWords } from "../search-language/marks";
import { everyWord, isEmptyWord } from "../search-language/query";
import { parseQuery } from "../search-language/query.server";
import { normalise, wordsIn } from "../search-language/words";
import { listThemes } from "../themes/themes.server";
import { listSpaces } from "../workspaces/space-lists.server";
import { readableWords } from "../workspaces/space-words.server";
import { spacePath } from "../workspaces/spaces";
import { type FoundExcerpt, findExcerpts } from "./excerpts.server";
import { hitOf } from "./recent.server";
import { type Hit, hitsPerKind, kinds, type SearchResults } from "./search";

/**
 * Searches titles, posts, documents, tasks, dates, spaces, themes and the directory, limited to what the viewer may see.
 * Each kind is queried through the verb of its own pages, or restricted to readable spaces, so that inaccessible items
 * are neither found nor counted.
 */
export async function search(viewer: Viewer, words: string, locale: Locale): Promise<SearchResults> {
  const q = words.trim();
  if (q.length < 2) return { hits: [], more: [] };
  const found = await Promise.all([
    findSpaces(viewer, q, locale),
    findThemes(viewer, q, locale),
    findWritten(viewer, q),
    findOrganisations(viewer, q, locale),
    findPeople(viewer, q, locale),
  ]);
  const hits = found.flat();
  const of = (kind: Hit["kind"]) => hits.filter((hit) => hit.kind === kind);
  return {
    hits: kinds.flatMap((kind) => of(kind).slice(0, hitsPerKind)),
    more: kinds.filter((kind) => of(kind).length > hitsPerKind),
  };
}

async function findSpaces(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const { spaces } = await listSpaces(viewer, locale, { scope: "known", q, take: hitsPerKind + 1 });
  return spaces.map((space) => hitOf("space", "espaces", space, space.name, space.theme?.name));
}

/** Themes whose name and summary contain every word; otherwise themes with a similar name. */
async function findThemes(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const words = wordsIn(q);
  if (words.length === 0) return [];
  const themes = await listThemes(viewer, locale);
  const found = themes.filter(({ name, summary }) => {
    const text = normalise(`${name} ${summary}`);
    return words.every((word) => text.includes(word));
  });
  const like = found.length > 0 ? [] : await resembling(words.join(" "), themes);
  return [...found, ...like].map((theme) => hitOf("theme", "themes", theme, theme.name));
}

/** Minimum similarity: below it, words share a few letters by chance. */
const minLikeness = 0.6;

async function resembling<Named extends { id: string; name: string }>(
  words: string,
  among: readonly Named[],
): Promise<Named[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM unnest(${among.map(({ id }) => id)}::text[], ${among.map(({ name }) => normalise(name))}::text[]) AS t("id", "name")
    WHERE length(${words}) >= 5 AND strict_word_similarity(${words}, t."name") >= ${minLikeness}`;
  const ids = new Set(rows.map(({ id }) => id));
  return among.filter(({ id }) => ids.has(id));
}

interface Written {
  kind: "thread" | "document" | "task" | "date";
  id: string;
  slug: string;
  title: string;
  spaceId: string;
  place: string;
  /** A done task or a past date: its link leads to another list of the space. */
  past: boolean;
}

/**
 * Threads by title and posts, documents by title and words, tasks and dates by title; latest change first. Stop words are
 * searched in titles only, because nearly every text contains them.
 */
async function findWritten(viewer: Viewer, q: string): Promise<Hit[]> {
  const { spaces, known } = await readableWords(viewer);
  const question = await parseQuery(q, known);
  const words = everyWord(question);
  if (words === null) return [];
  const inTitles = question.asked.every(isEmptyWord);
  const states = visibleStates(viewer);
  const query = writtenQuery({ words, spaces, states, inTitles, day: await today() });
  const rows = await runSequentially(() => queryPrepared<Written>(query, { prepare: false }));
  const ids = (kind: Written["kind"]) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const found = { threads: ids("thread"), documents: ids("document") };
  const excerpts = inTitles
    ? new Map<string, FoundExcerpt>()
    : await findExcerpts(found, { words, marked: question.words, states });
  return rows.map((row) => ({
    ...hitOfWritten(row),
    ...placeOf(row, excerpts.get(row.id)),
    marked: markWords(row.title, question.words),
  }));
}

/** The excerpt; a thread found by one of its posts leads to that post. */
function placeOf(row: Written, found: FoundExcerpt | undefined): Pick<Hit, "excerpt"> & { to?: string } {
  if (!found || found.excerpt.every((part) => part === "")) return {};
  return { excerpt: found.excerpt, ...(found.post && { to: postPath(row, found.post) }) };
}

interface WrittenQuestion {
  words: string;
  spaces: readonly string[];
  states: readonly string[];
  /** Search titles only. */
  inTitles: boolean;
  /** The current day. */
  day: string;
}

function writtenQuery({ words, spaces, states, inTitles, day }: WrittenQuestion): Prisma.Sql {
  const most = hitsPerKind + 1;
  const inSpaces = (column: Prisma.Sql) => Prisma.sql`${column} = ANY(${[...spaces]}::uuid[])`;
  const seen = Prisma.sql`ANY(${[...states]}::"ContentState"[])`;
  const posts = Prisma.sql`
      UNION
      SELECT p."threadId" FROM "Post" p, asked
      WHERE public.french_vector(p."body") @@ asked.words AND p."state" = ${seen}`;
  const documents = inTitles
    ? Prisma.sql`public.french_vector(d."title") @@ asked.words`
    : Prisma.sql`public.french_vector(d."title" || ' ' || left(d."plainText", 100000)) @@ asked.words`;
  return Prisma.sql`
    WITH asked AS (SELECT to_tsquery('public.portal_french', ${words}) AS words),
    threads AS (
      SELECT t."id" FROM "Thread" t, asked WHERE public.french_vector(t."title") @@ asked.words
      ${inTitles ? Prisma.empty : posts})
    (SELECT 'thread' AS "kind", t."id", t."slug", t."title", s."id" AS "spaceId", s."name" AS "place",
        false AS "past"
      FROM "Thread" t JOIN "Space" s ON s."id" = t."spaceId"
      WHERE t."id" IN (SELECT "id" FROM threads) AND ${inSpaces(Prisma.sql`t."spaceId"`)} AND t."state" = ${seen}
      ORDER BY t."changedAt" DESC, t."id" DESC LIMIT ${most})
    UNION ALL
    (SELECT 'document', d."id", d."slug", d."title", s."id", s."name", false
      FROM "Document" d JOIN "Space" s ON s."id" = d."spaceId", asked
      WHERE ${documents} AND ${inSpaces(Prisma.sql`d."spaceId"`)} AND d."state" = ${seen}
      ORDER BY d."changedAt" DESC, d."id" DESC LIMIT ${most})
    UNION ALL
    (SELECT 'task', k."id", s."slug", k."title", s."id", s."name", k."doneAt" IS NOT NULL
      FROM "SpaceTask" k JOIN "Space" s ON s."id" = k."spaceId", asked
      WHERE public.french_vector(k."title") @@ asked.words AND ${inSpaces(Prisma.sql`k."spaceId"`)}
      ORDER BY k."doneAt" DESC NULLS FIRST, k."createdAt" DESC, k."id" DESC LIMIT ${most})
    UNION ALL
    (SELECT 'date', x."id", s."slug", x."title", s."id", s."name", COALESCE(x."lastDay", x."day") < ${day}::date
      FROM "SpaceDate" x JOIN "Space" s ON s."id" = x."spaceId", asked
      WHERE public.french_vector(x."title" || ' ' || COALESCE(x."place", '')) @@ asked.words
        AND ${inSpaces(Prisma.sql`x."spaceId"`)}
      ORDER BY x."day" DESC, x."id" DESC LIMIT ${most})`;
}

function hitOfWritten({ kind, id, slug, title, spaceId, place, past }: Written): Hit {
  if (kind === "thread") return hitOf("thread", "fils", { id, slug }, title, place);
  if (kind === "document") return hitOf("document", "textes", { id, slug }, title, place);
  const [page, pastList] = kind === "task" ? ["taches", "faites"] : ["calendrier", "passees"];
  const to = spacePath({ id: spaceId, slug }, page);
  return { kind, id, title, place, to: past ? `${to}?liste=${pastList}` : to };
}

async function findOrganisations(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const { found, met } = await searchDirectory(viewer, { ...emptyQuery, q }, locale, hitsPerKind + 1);
  if (met === "some") return [];
  return found.map((row) => hitOf("organisation", "annuaire", row, row.name, row.acronym));
}

async function findPeople(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const { found } = await searchPeople(viewer, readPeopleQuery(new URLSearchParams({ q })), locale);
  return found.slice(0, hitsPerKind + 1).map((person) => ({
    kind: "person" as const,
    id: person.id,
    title: person.name,
    place: person.organisations[0]?.name ?? null,
    marked: person.markedName,
    to: personPath(person.id),
  }));
}
