import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { namesShownTo } from "../directory/people-search.server";
import { managementRights } from "./management.server";
import type { Candidate } from "./members";
import { firstOrganisation, organisationOf } from "./person-organisation.server";
import { isOfNetwork } from "./readers.server";

/**
 * People of the network whose name matches and who are not in the space by name. The manager may invite them; an
 * administrator appointing a facilitator only gets people who are in the space through their organisation. People who
 * hide their name from this viewer in the directory are excluded.
 */
export async function findCandidates(viewer: Viewer, spaceId: string, q: string): Promise<Candidate[]> {
  const { canManage, canAppointFacilitator, active } = await managementRights(viewer, spaceId);
  if (q.length < 2 || !(canAppointFacilitator || (canManage && active))) return [];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Person" p
    WHERE ${containsWords(Prisma.sql`p."name"`, q)}
      AND ${isOfNetwork} AND ${await namesShownTo(viewer)}
      AND (${canManage}::boolean OR EXISTS (SELECT FROM "Membership" m
        JOIN "SpaceOrganisation" w ON w."organisationId" = m."organisationId"
        WHERE m."personId" = p."id" AND w."spaceId" = ${spaceId}::uuid))
      AND NOT EXISTS (SELECT FROM "SpaceMember" s WHERE s."spaceId" = ${spaceId}::uuid AND s."personId" = p."id")
    ORDER BY public.normalise(p."name"), p."id" LIMIT 10`;
  const people = await db.person.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, ...firstOrganisation },
  });
  return people.map((person) => ({
    id: person.id,
    name: person.name,
    organisation: organisationOf(viewer, person),
  }));
}
