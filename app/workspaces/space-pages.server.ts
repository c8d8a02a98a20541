import type { Viewer } from "../authorization/viewer";
import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import type { Colour } from "../ui/colours";
import { isOwn, isReadable } from "./access.server";
import { deletionDelayDays, type SpacePage } from "./space-pages";
import { isKnown, spacePermissions, type ViewerSpaceRelations } from "./space-permissions";
import type { SpaceRole, SpaceSummary } from "./spaces";

const day = 24 * 60 * 60 * 1000;

/**
 * Space data for its pages, with the viewer's permissions. Viewers who only know of the space get its name and
 * description, none of its content.
 * @throws 404 when the space does not exist or they may not know of it.
 */
export async function findSpace(viewer: Viewer, id: string | undefined, locale: Locale): Promise<SpacePage> {
  const row = id ? await readSpace(viewer, id) : null;
  if (!row) notFound();
  const {
    theme,
    member,
    organisations,
    facilitated,
    reads,
    inside,
    ownRequest,
    invitedAs,
    closedAt,
    createdAt,
    pins,
    joinRequests,
    ...shown
  } = row;
  const standing = spacePermissions(viewer, {
    space: shown,
    member,
    organisations,
    facilitated,
    reads,
    inside,
  });
  if (!isKnown(viewer, { space: shown, standing, invited: invitedAs !== null })) notFound();
  return {
    ...shown,
    ...standing,
    theme: theme && { ...theme, name: inLocale(readVariants(theme.name), locale) },
    createdAt: createdAt.toISOString(),
    role: member?.role ?? null,
    requested: ownRequest !== null && !ownRequest.decided,
    joinRequests: standing.canManage ? joinRequests : 0,
    invitedAs,
    refusal: ownRequest?.refusal ?? null,
    pins: standing.reads && pins,
    goneOn:
      shown.state === "deleted" && closedAt
        ? new Date(closedAt.getTime() + deletionDelayDays * day).toISOString()
        : null,
  };
}

interface SpaceRow extends SpaceSummary {
  description: string;
  version: number;
  closedAt: Date | null;
  createdAt: Date;
  theme: { id: string; slug: string; name: unknown; colour: Colour } | null;
  organisation: SpacePage["organisation"];
  member: ViewerSpaceRelations["member"];
  facilitated: boolean;
  reads: boolean;
  inside: boolean;
  pins: boolean;
  joinRequests: number;
  organisations: { role: SpaceRole; organisationId: string }[];
  /** The viewer's own request, with the reason when it was refused. */
  ownRequest: { decided: boolean; refusal: string | null } | null;
  /** The role of the viewer's open invitation. */
  invitedAs: SpaceRole | null;
}

/** A space with the viewer's relations to it, in one statement; the caller checks whether they may know of it. */
async function readSpace(viewer: Viewer, id: string): Promise<SpaceRow | null> {
  const own = viewer.memberships.map(({ organisationId }) => organisationId);
  const [row] = await queryPrepared<SpaceRow>(Prisma.sql`
    SELECT s."id", s."slug", s."name", s."kind", s."visibility", s."confidentiality", s."state", s."description",
      s."version", s."closedAt", s."createdAt",
      (SELECT json_build_object('id', t."id", 'slug', t."slug", 'name', t."name", 'colour', t."colour")
        FROM "Theme" t WHERE t."id" = s."themeId") AS "theme",
      (SELECT json_build_object('id', o."id", 'slug', o."slug", 'name', o."name", 'acronym', ${acronymSeenBy(viewer)})
        FROM "Organisation" o WHERE o."id" = s."organisationId") AS "organisation",
      (SELECT json_build_object('role', m."role", 'organisationId', m."organisationId") FROM "SpaceMember" m
        WHERE m."spaceId" = s."id" AND m."personId" = ${viewer.personId}::uuid) AS "member",
      EXISTS (SELECT FROM "SpaceMember" m WHERE m."spaceId" = s."id" AND m."role" = 'facilitator') AS "facilitated",
      ${isReadable(viewer)} AS "reads", ${isOwn(viewer)} AS "inside",
      (SELECT count(*)::int FROM "JoinRequest" a
        WHERE a."spaceId" = s."id" AND a."decidedAt" IS NULL) AS "joinRequests",
      EXISTS (SELECT FROM "SpacePin" i WHERE i."spaceId" = s."id") AS "pins",
      (SELECT COALESCE(json_agg(json_build_object('role', w."role", 'organisationId', w."organisationId")), '[]')
        FROM "SpaceOrganisation" w
        WHERE w."spaceId" = s."id" AND w."organisationId" = ANY(${own}::uuid[])) AS "organisations",
      (SELECT json_build_object('decided', a."decidedAt" IS NOT NULL,
          'refusal', CASE WHEN a."accepted" = false THEN a."reason" END)
        FROM "JoinRequest" a WHERE a."spaceId" = s."id" AND a."personId" = ${viewer.personId}::uuid) AS "ownRequest",
      (SELECT i."role" FROM "SpaceInvitation" i WHERE i."spaceId" = s."id"
        AND i."personId" = ${viewer.personId}::uuid AND i."decidedAt" IS NULL) AS "invitedAs"
    FROM "Space" s WHERE s."id" = ${id}::uuid`);
  return row ?? null;
}

/**
 * A space whose pages the viewer may open. List verbs take this type as proof that access was checked.
 * @throws 404 when they may not read it.
 */
export async function findOpenSpace(
  viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<SpacePage> {
  const space = await findSpace(viewer, id, locale);
  return space.reads ? space : notFound();
}
