import { isGuest, type Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { findPersonEntry } from "../directory/people-search.server";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { isReadable } from "../workspaces/access.server";
import { readsContributionOf } from "./contributions.server";
import type { PersonPage } from "./people";

/**
 * A person's page. It exists for viewers who see the name elsewhere: in the directory, above something they may read, or in
 * the list of members of a space. Only the directory's rules decide what it shows beside the name.
 * @throws 404 otherwise, and for people who have left.
 */
export async function findPersonPage(
  viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<PersonPage> {
  const person = id
    ? await db.person.findFirst({ where: { id, erasedAt: null }, select: { id: true, name: true } })
    : null;
  if (!person) notFound();
  const me = person.id === viewer.personId;
  const card = await findPersonEntry(viewer, person.id, locale);
  const named =
    me ||
    card !== null ||
    (await readsContributionOf(viewer, person.id)) ||
    (await isFellowMember(viewer, person.id));
  if (!named) notFound();
  return { ...person, card, me };
}

/** Whether the viewer sees the person in the members of a space; guests see no members. */
async function isFellowMember(viewer: Viewer, personId: string): Promise<boolean> {
  if (isGuest(viewer)) return false;
  const found = await queryPrepared<Record<string, number>>(Prisma.sql`
    SELECT 1 FROM "SpaceMember" a JOIN "Space" s ON s."id" = a."spaceId"
    WHERE a."personId" = ${personId}::uuid AND ${isReadable(viewer)} AND NOT EXISTS (
      SELECT FROM "SpaceMember" g WHERE g."spaceId" = s."id" AND g."personId" = ${viewer.personId}::uuid
        AND g."role" = 'guest') LIMIT 1`);
  return found.length > 0;
}
