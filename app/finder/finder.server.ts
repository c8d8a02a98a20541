import { db } from "../db/database.server";
import { readPeopleQuery } from "../directory/people-query";
import { searchPeople } from "../directory/people-search.server";
import { seenStates } from "../discussions/states.server";
import { meaningfulWords } from "../french/question";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { searchDirectory } from "../organisations/directory.server";
import { emptyQuery } from "../organisations/organisations";
import { listThemes } from "../themes/themes.server";
import { readableSpaces } from "../workspaces/access.server";
import { listSpaces } from "../workspaces/space-lists.server";
import { type Findings, type Hit, hitsPerKind, kinds } from "./finder";
import { hitOf } from "./seen.server";

/**
 * Looks through all that a viewer may see for words as one types them: titles, posts, texts, spaces, themes, and the
 * directory. Each kind is asked of the verb that its own pages ask, or of the spaces that the viewer reads: what is not
 * theirs is neither found nor counted.
 */
export async function find(viewer: Viewer, words: string, locale: Locale): Promise<Findings> {
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

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘ʼ´`]/g, "'")
    .toLowerCase();

async function findThemes(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const words = plain(q).split(/\s+/);
  const themes = await listThemes(viewer, locale);
  return themes
    .filter(({ name, summary }) => words.every((word) => plain(`${name} ${summary}`).includes(word)))
    .map((theme) => hitOf("theme", "themes", theme, theme.name));
}

/** Every meaningful word, the last one perhaps only begun. */
function tsqueryOf(q: string): string {
  const words = meaningfulWords(
    plain(q)
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .slice(0, 12),
  );
  return words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(" & ");
}

interface Written {
  kind: "thread" | "document";
  id: string;
  slug: string;
  title: string;
  place: string;
}

/** Threads by their title and their posts, texts by their title and their words; what moved last first. */
async function findWritten(viewer: Viewer, q: string): Promise<Hit[]> {
  const question = tsqueryOf(q);
  if (!question) return [];
  const readable = await db.space.findMany({ where: readableSpaces(viewer), select: { id: true } });
  const spaces = readable.map(({ id }) => id);
  const states = seenStates(viewer);
  const rows = await db.$queryRaw<Written[]>`
    WITH asked AS (SELECT to_tsquery('public.portal_french', ${question}) AS words),
    threads AS (
      SELECT t."id" FROM "Thread" t, asked WHERE public.french_vector(t."title") @@ asked.words
      UNION
      SELECT p."threadId" FROM "Post" p, asked
      WHERE public.french_vector(p."body") @@ asked.words AND p."state" = ANY(${states}::"ContentState"[]))
    (SELECT 'thread' AS "kind", t."id", t."slug", t."title", s."name" AS "place"
      FROM "Thread" t JOIN "Space" s ON s."id" = t."spaceId"
      WHERE t."id" IN (SELECT "id" FROM threads) AND t."spaceId" = ANY(${spaces}::uuid[])
        AND t."state" = ANY(${states}::"ContentState"[])
      ORDER BY t."changedAt" DESC, t."id" DESC LIMIT ${hitsPerKind + 1})
    UNION ALL
    (SELECT 'document', d."id", d."slug", d."title", s."name"
      FROM "Document" d JOIN "Space" s ON s."id" = d."spaceId", asked
      WHERE public.french_vector(d."title" || ' ' || left(d."plainText", 100000)) @@ asked.words
        AND d."spaceId" = ANY(${spaces}::uuid[]) AND d."state" = 'visible'
      ORDER BY d."changedAt" DESC, d."id" DESC LIMIT ${hitsPerKind + 1})`;
  return rows.map((row) =>
    hitOf(row.kind, row.kind === "thread" ? "fils" : "textes", row, row.title, row.place),
  );
}

async function findOrganisations(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const { found, met } = await searchDirectory(viewer, { ...emptyQuery, q }, locale, hitsPerKind + 1);
  if (met === "some") return [];
  return found.map((row) => hitOf("organisation", "annuaire", row, row.name, row.acronym));
}

async function findPeople(viewer: Viewer, q: string, locale: Locale): Promise<Hit[]> {
  const { found } = await searchPeople(viewer, readPeopleQuery(new URLSearchParams({ q })), locale);
  return found.slice(0, hitsPerKind + 1).map(({ id, name, organisations }) => ({
    ...{ kind: "person" as const, id, title: name, place: organisations[0]?.name ?? null },
    to: `/annuaire/personnes?${new URLSearchParams({ q: name })}`,
  }));
}
