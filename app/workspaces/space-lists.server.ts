import type { Viewer } from "../authorization/viewer";
import { db, literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { runSequentially } from "../db/search-queue.server";
import { containsWords } from "../db/words.server";
import { type Cursor, writeCursor } from "../http/pagination";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { seenAcronym } from "../organisations/acronyms.server";
import { everyWord } from "../search-language/query";
import { parseQuery } from "../search-language/query.server";
import {
  facilitatedSpaces,
  isOwn,
  isReadable,
  knownSpaces,
  ownSpaces,
  readableSpaces,
  spacesWithoutFacilitator,
} from "./access.server";
import { type SpaceCard, type SpaceList, spacesPerPage } from "./space-pages";
import { namesOfSpaces } from "./space-words.server";
import { spaceColumns } from "./spaces.server";

/** Which spaces to list: own, other known ones, both, those to be erased, or those without a facilitator. */
export type SpaceScope = "own" | "others" | "known" | "closed" | "orphaned";

interface ListOptions {
  scope: SpaceScope;
  /** Words of the name or description. */
  q?: string;
  theme?: string;
  /** Name and id of the last space of the previous page. */
  after?: Cursor | null;
  take?: number;
}

/** Spaces by name, after a cursor. Words match only spaces the viewer may know of. */
export async function listSpaces(
  viewer: Viewer,
  locale: Locale,
  { scope, q, theme, after, take = spacesPerPage }: ListOptions,
): Promise<SpaceList> {
  const rows = await db.space.findMany({
    where: {
      AND: [
        scopeOf(viewer, scope),
        theme ? { themeId: theme } : {},
        q ? { id: { in: await findByWords(viewer, q) } } : {},
        after ? { OR: [{ name: { gt: after.key } }, { name: after.key, id: { gt: after.id } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: take + 1,
    select: cardColumns(viewer),
  });
  const shown = rows.slice(0, take);
  const last = shown.at(-1);
  return {
    spaces: shown.map((row) => cardOf(row, viewer, locale)),
    next: rows.length > take && last ? writeCursor({ id: last.id, key: last.name }) : null,
  };
}

function scopeOf(viewer: Viewer, scope: SpaceScope): Prisma.SpaceWhereInput {
  const open: Prisma.SpaceWhereInput = { state: { in: ["active", "archived"] } };
  const invited = {
    spaceInvitations: { some: { personId: viewer.personId, decidedAt: null } },
  };
  const mine: Prisma.SpaceWhereInput = { OR: [{ kind: "network" }, ownSpaces(viewer), invited] };
  if (scope === "own") return { AND: [open, knownSpaces(viewer), mine] };
  if (scope === "others") {
    const orphans = spacesWithoutFacilitator(viewer);
    return {
      AND: [
        open,
        knownSpaces(viewer),
        { NOT: mine },
        { OR: [readableOrOnRequest(viewer), { NOT: orphans }] },
      ],
    };
  }
  if (scope === "known")
    return { AND: [open, { OR: [readableOrOnRequest(viewer), mine] }, knownSpaces(viewer)] };
  if (scope === "orphaned") return { AND: [open, spacesWithoutFacilitator(viewer)] };
  return { AND: [{ state: "deleted" }, facilitatedSpaces(viewer)] };
}

/** Listed among the others even without a facilitator, because these spaces are not secret. */
function readableOrOnRequest(viewer: Viewer): Prisma.SpaceWhereInput {
  return { OR: [readableSpaces(viewer), { visibility: "on_request" }] };
}

/**
 * Spaces matching words, including misspelt words and parts of words; the caller filters out those the viewer may not
 * know of.
 */
async function findByWords(viewer: Viewer, q: string): Promise<string[]> {
  const words = everyWord(await parseQuery(q, await namesOfSpaces(viewer)));
  if (words === null) return [];
  const text = Prisma.sql`"name" || ' ' || "description"`;
  const rows = await runSequentially(
    () => db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Space"
      WHERE public.french_vector(${text}) @@ to_tsquery('public.portal_french', ${words}) OR ${containsWords(text, q)}`,
  );
  return rows.map(({ id }) => id);
}

const cardColumns = ({ personId }: Viewer) =>
  ({
    ...spaceColumns,
    description: true,
    createdAt: true,
    theme: { select: { name: true, colour: true } },
    organisation: { select: { id: true, name: true, acronym: true, visibility: true } },
    members: { where: { personId }, select: { role: true } },
    organisations: { select: { organisationId: true } },
    spaceInvitations: { where: { personId, decidedAt: null }, select: { id: true } },
  }) satisfies Prisma.SpaceSelect;

type CardRow = Prisma.SpaceGetPayload<{ select: ReturnType<typeof cardColumns> }>;

function cardOf(row: CardRow, viewer: Viewer, locale: Locale): SpaceCard {
  const { theme, organisation, members, organisations, spaceInvitations, createdAt, ...shown } = row;
  const own = new Set(viewer.memberships.map(({ organisationId }) => organisationId));
  return {
    ...shown,
    createdAt: createdAt.toISOString(),
    theme: theme && { name: inLocale(readVariants(theme.name), locale), colour: theme.colour },
    organisation: organisation && (seenAcronym(viewer, organisation) ?? organisation.name),
    role: members[0]?.role ?? null,
    inside: members.length > 0 || organisations.some(({ organisationId }) => own.has(organisationId)),
    invited: spaceInvitations.length > 0,
  };
}

/** A space in the navigation. */
export interface SpaceLink {
  id: string;
  slug: string;
  name: string;
}

/** The viewer's own spaces, most recently visited first; archived ones only if visited. */
export async function listOwnLinks(viewer: Viewer, take: number): Promise<SpaceLink[]> {
  return await queryPrepared<SpaceLink>(Prisma.sql`
    SELECT s."id", s."slug", s."name" FROM "Space" s
    LEFT JOIN "SpaceVisit" v ON v."spaceId" = s."id" AND v."personId" = ${viewer.personId}::uuid
    WHERE ${isReadable(viewer)} AND (s."kind" = 'network' OR ${isOwn(viewer)})
      AND (v."seenAt" IS NOT NULL OR s."state" = 'active')
    ORDER BY v."seenAt" DESC NULLS LAST, s."createdAt", s."id" ${literalLimit(take)}`);
}
