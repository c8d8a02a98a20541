import { accountPolicy, amongRoles } from "../accounts/policy";
import { allows, organisationsAllowing } from "../authorization/policy";
import type { NetworkRole, OrganisationRole, Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { notFound } from "../http/errors";
import { type Cursor, type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import type { Colleague } from "./colleagues";
import { membershipPolicy } from "./policy";

interface Row extends Cursor {
  personId: string;
  name: string;
  email: string;
  function: string | null;
  role: OrganisationRole;
  networkRole: NetworkRole | null;
  picture: string | null;
}

/** The people of an organisation by name, for its own people and the secretariat. @throws 404 */
export async function listColleagues(
  viewer: Viewer,
  organisationId: string,
  { q, after }: Listing,
): Promise<Page<Colleague>> {
  const sees = [membershipPolicy["own.see"], membershipPolicy["people.see"]];
  if (!sees.some((rule) => allows(viewer, rule, organisationId))) notFound();
  const shown = [membershipPolicy["own.manage"], membershipPolicy["people.see"]].some((rule) =>
    allows(viewer, rule, organisationId),
  );
  const narrowed = Prisma.sql`m."organisationId" = ${organisationId}::uuid
    ${q ? Prisma.sql`AND ${containsWords(Prisma.sql`p."name"`, q)}` : Prisma.empty}`;
  const from = after
    ? Prisma.sql`AND (public.normalise(p."name"), m."id") > (${after.key}, ${after.id}::uuid)`
    : Prisma.empty;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT m."id", public.normalise(p."name") AS "key", p."id" AS "personId", p."name", p."email", p."function",
        m."role"::text AS "role", p."role"::text AS "networkRole", p."picture"
      FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" WHERE ${narrowed} ${from}
      ORDER BY public.normalise(p."name"), m."id" LIMIT ${rowsPerPage + 1}`,
    db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS "total" FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" WHERE ${narrowed}`,
  ]);
  return pageOf(rows, counted[0]?.total ?? 0, ({ key: _, email, networkRole, ...row }) => ({
    ...row,
    email: shown ? email : null,
    locks:
      row.personId !== viewer.personId &&
      allows(viewer, networkRole ? amongRoles : accountPolicy.lock, organisationId),
  }));
}

/** The viewer's own organisations, the first one first. */
export async function listOwnNames(
  viewer: Viewer,
): Promise<{ id: string; slug: string; name: string; acronym: string | null }[]> {
  const ids = organisationsAllowing(viewer, membershipPolicy["own.see"]);
  const rows = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, name: true, acronym: true },
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** Whether the viewer manages the people and the profile of an organisation. */
export const managesOrganisation = (viewer: Viewer, organisationId: string): boolean =>
  allows(viewer, membershipPolicy["own.manage"], organisationId);
