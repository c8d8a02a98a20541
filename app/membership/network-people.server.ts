import { allows } from "../authorization/policy";
import type { NetworkRole, OrganisationRole, Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { type Cursor, type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import { now } from "../services/services.server";
import type { PeopleFilter, PersonPage, PersonRow, PlaceOf } from "./network-people";
import { endingSessions, membershipPolicy } from "./policy";

interface Row extends Cursor {
  name: string;
  email: string;
  role: NetworkRole | null;
  function: string | null;
  createdAt: Date;
  sessions: number;
  memberships: { id: string; role: OrganisationRole; organisationId: string; slug: string; called: string }[];
}

/** The list of people is for the secretariat. @throws 404 for everyone else. */
function requireSeeing(viewer: Viewer): void {
  if (!allows(viewer, membershipPolicy["people.see"])) notFound();
}

/** All people with an account by name, filtered by words of the name or mail address, and by kind of membership. */
export async function listPeople(
  viewer: Viewer,
  listing: Listing & { filter: PeopleFilter },
): Promise<Page<PersonRow>> {
  requireSeeing(viewer);
  const narrowed = narrowedBy(listing);
  const after = listing.after
    ? Prisma.sql`AND (public.normalise(p."name"), p."id") > (${listing.after.key}, ${listing.after.id}::uuid)`
    : Prisma.empty;
  const [rows, counted] = await Promise.all([
    readPeople(Prisma.sql`${narrowed} ${after}`, rowsPerPage + 1),
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS "total" FROM "Person" p WHERE ${narrowed}`,
  ]);
  return pageOf(rows, counted[0]?.total ?? 0, rowOf);
}

function narrowedBy({ q, filter }: Pick<Listing, "q"> & { filter: PeopleFilter }): Prisma.Sql {
  const words = q ? containsWords(Prisma.sql`p."name" || ' ' || p."email"`, q) : Prisma.sql`TRUE`;
  return Prisma.sql`p."erasedAt" IS NULL AND ${words} AND ${filters[filter]}`;
}

const filters: Record<PeopleFilter, Prisma.Sql> = {
  "": Prisma.sql`TRUE`,
  secretariat: Prisma.sql`p."role" IS NOT NULL`,
  focal: Prisma.sql`EXISTS (SELECT FROM "Membership" m WHERE m."personId" = p."id" AND m."role" = 'focal_point')`,
  outside: Prisma.sql`NOT EXISTS (SELECT FROM "Membership" m WHERE m."personId" = p."id")`,
};

async function readPeople(where: Prisma.Sql, most: number): Promise<Row[]> {
  return await db.$queryRaw<Row[]>`
    SELECT p."id", public.normalise(p."name") AS "key", p."name", p."email", p."role"::text AS "role", p."function",
      p."createdAt",
      (SELECT count(*)::int FROM "Session" s WHERE s."personId" = p."id" AND s."expiresAt" > ${now()}) AS "sessions",
      COALESCE((SELECT json_agg(json_build_object('id', m."id", 'role', m."role", 'organisationId', o."id",
                  'slug', o."slug", 'called', COALESCE(o."acronym", o."name")) ORDER BY m."createdAt")
                FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
                WHERE m."personId" = p."id"), '[]') AS "memberships"
    FROM "Person" p WHERE p."erasedAt" IS NULL AND ${where}
    ORDER BY public.normalise(p."name"), p."id" LIMIT ${most}`;
}

function rowOf({ id, name, email, role, sessions, memberships }: Row): PersonRow {
  return { id, name, email, role, sessions, memberships: memberships.map(placeOf) };
}

function placeOf({ id, role, organisationId, slug, called }: Row["memberships"][number]): PlaceOf {
  return {
    id,
    role,
    organisationId,
    organisation: called,
    organisationAddress: addressOf({ id: organisationId, slug }),
  };
}

/** One person, for the secretariat. @throws 404 for everyone else, or when there is none. */
export async function findPerson(viewer: Viewer, id: string | undefined): Promise<PersonPage> {
  requireSeeing(viewer);
  const [row] = id ? await readPeople(Prisma.sql`p."id" = ${id}::uuid`, 1) : [];
  if (!row) notFound();
  const { createdAt } = row;
  return {
    ...rowOf(row),
    function: row.function,
    createdAt: createdAt.toISOString(),
    own: row.id === viewer.personId,
    endsSessions: allows(viewer, endingSessions(viewer, row)),
  };
}
