import { readsNetwork, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import type { Followers } from "../themes/themes";
import { cards, circleOf } from "./people-search.server";

/** Maximum number of names shown; the rest is a count. */
const shownFollowers = 12;

/**
 * Followers of a theme: their number in the network, and names visible to this viewer, the viewer first. Viewers who may
 * not read the network's common content see only themselves.
 */
export async function listFollowers(viewer: Viewer, themeId: string): Promise<Followers> {
  const where: Prisma.ThemeFollowWhereInput = {
    themeId,
    ...(readsNetwork(viewer) ? { person: ofTheNetwork } : { personId: viewer.personId }),
  };
  const [total, people] = await Promise.all([
    db.themeFollow.count({ where }),
    nameFollowers(viewer, themeId),
  ]);
  return { total, people };
}

const ofTheNetwork: Prisma.PersonWhereInput = {
  OR: [
    { role: { in: ["administrator", "moderator"] } },
    {
      memberships: {
        some: { organisation: { OR: [{ admission: { isNot: null } }, { outside: "network" }] } },
      },
    },
  ],
};

async function nameFollowers(viewer: Viewer, themeId: string): Promise<Followers["people"]> {
  const { rank } = await circleOf(viewer);
  return await db.$queryRaw<Followers["people"]>`
    SELECT p."id", p."name", p."id" = ${viewer.personId}::uuid AS "me",
      (SELECT COALESCE(o."acronym", o."name") FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
        LEFT JOIN "Admission" a ON a."organisationId" = o."id"
        WHERE m."personId" = p."id" AND (a."organisationId" IS NOT NULL OR o."outside" = 'network')
        ORDER BY m."createdAt" LIMIT 1) AS "organisation"
    FROM ${cards} JOIN "Person" p ON p."id" = x."personId"
    JOIN "ThemeFollow" f ON f."personId" = p."id" AND f."themeId" = ${themeId}::uuid
    WHERE p."id" = ${viewer.personId}::uuid OR (${readsNetwork(viewer)} AND COALESCE(c."nameRank", 2) <= ${rank}
      AND EXISTS (SELECT FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
        LEFT JOIN "Admission" a ON a."organisationId" = o."id"
        WHERE m."personId" = p."id" AND (a."organisationId" IS NOT NULL OR o."outside" = 'network')))
    ORDER BY p."id" = ${viewer.personId}::uuid DESC, f."createdAt" DESC, p."id" LIMIT ${shownFollowers}`;
}
