import { allows, organisationsAllowing, requireAllowedSomewhere } from "../authorization/policy";
import type { NetworkRole, OrganisationRole, Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { containsWords } from "../db/words.server";
import { notFound } from "../http/errors";
import { type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import { now } from "../services/services.server";
import { isInvitationShown, listGuestSpaces } from "./guest-spaces.server";
import type { InvitationRow, InvitationState } from "./invitations";
import { mayFollowUp } from "./invitations.server";
import { invitationPolicy } from "./policy";

interface Row {
  id: string;
  email: string | null;
  name: string | null;
  organisationId: string | null;
  organisation: string | null;
  space: string | null;
  role: OrganisationRole | null;
  networkRole: NetworkRole | null;
  state: InvitationState;
  createdAt: Date;
  expiresAt: Date;
  sentAt: Date | null;
  by: string | null;
}

const stateColumn = () => Prisma.sql`CASE WHEN i."acceptedAt" IS NOT NULL THEN 'accepted'
  WHEN i."revokedAt" IS NOT NULL THEN 'revoked' WHEN i."expiresAt" <= ${now()} THEN 'expired' ELSE 'waiting' END`;

const tables = Prisma.sql`"Invitation" i LEFT JOIN "Organisation" o ON o."id" = i."organisationId"
  LEFT JOIN "Space" sp ON sp."id" = i."spaceId"
  LEFT JOIN "Person" p ON p."id" = i."createdById"`;

async function readRows(viewer: Viewer, where: Prisma.Sql, most: number): Promise<Row[]> {
  // Ids are ordered by creation time.
  return await db.$queryRaw<Row[]>`
    SELECT i."id", i."email", i."name", i."organisationId", COALESCE(o."acronym", o."name") AS "organisation",
      sp."name" AS "space", i."role"::text AS "role", i."networkRole"::text AS "networkRole", ${stateColumn()} AS "state",
      i."createdAt", i."expiresAt", i."sentAt", p."name" AS "by"
    FROM ${tables} WHERE ${isInvitationShown(viewer)} AND ${where} ORDER BY i."id" DESC LIMIT ${most}`;
}

function rowOf({
  role,
  networkRole,
  organisation,
  space,
  createdAt,
  expiresAt,
  sentAt,
  ...row
}: Row): InvitationRow {
  const times = {
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
  if (organisation) return { ...row, ...times, to: "organisation", organisation, role: role ?? "member" };
  if (networkRole) return { ...row, ...times, to: "network", role: networkRole };
  return { ...row, ...times, to: "guest", space: space ?? "" };
}

/** All invitations, latest first, filtered by words and by state. @throws 404 */
export async function listInvitations(
  viewer: Viewer,
  { q, after, state }: Listing & { state: InvitationState | "" },
): Promise<Page<InvitationRow>> {
  if (!allows(viewer, invitationPolicy["invitations.list"])) notFound();
  const words = Prisma.sql`COALESCE(i."name", '') || ' ' || COALESCE(i."email", '') || ' ' || COALESCE(o."name", '')
    || ' ' || COALESCE(o."acronym", '')`;
  const narrowed = Prisma.sql`
    ${q ? containsWords(words, q) : Prisma.sql`TRUE`}
    ${state ? Prisma.sql`AND ${stateColumn()} = ${state}` : Prisma.empty}`;
  const from = after ? Prisma.sql`AND i."id" < ${after.id}::uuid` : Prisma.empty;
  const [rows, counted] = await Promise.all([
    readRows(viewer, Prisma.sql`${narrowed} ${from}`, rowsPerPage + 1),
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS "total" FROM ${tables}
      WHERE ${isInvitationShown(viewer)} AND ${narrowed}`,
  ]);
  return pageOf(
    rows.map((row) => ({ ...row, key: "" })),
    counted[0]?.total ?? 0,
    ({ key: _, ...row }) => rowOf(row),
  );
}

/** Whether the viewer may invite into an organisation. */
export const mayInviteTo = (viewer: Viewer, organisationId: string): boolean =>
  allows(viewer, invitationPolicy["invite.organisation"], organisationId);

/** The unaccepted invitations into one organisation, latest first. @throws 404 */
export async function listInvitationsOf(viewer: Viewer, organisationId: string): Promise<InvitationRow[]> {
  if (!mayInviteTo(viewer, organisationId)) notFound();
  const rows = await readRows(
    viewer,
    Prisma.sql`i."organisationId" = ${organisationId}::uuid AND i."acceptedAt" IS NULL AND i."revokedAt" IS NULL`,
    100,
  );
  return rows.map(rowOf);
}

/** One invitation, for viewers who may manage it and for the secretariat. @throws 404 */
export async function findInvitation(
  viewer: Viewer,
  id: string | undefined,
): Promise<InvitationRow & { manages: boolean }> {
  const [row] = id ? await readRows(viewer, Prisma.sql`i."id" = ${id}::uuid`, 1) : [];
  if (!row) notFound();
  const manages = await mayFollowUp(viewer, row.id);
  if (!manages && !allows(viewer, invitationPolicy["invitations.list"])) notFound();
  return { ...rowOf(row), manages };
}

/** Maximum number of organisations in the select field; in a larger network people invite from an organisation's page. */
const maxChoices = 300;

/** Where the viewer may invite to, or the requested organisation only. @throws 404 if there is none. */
export async function prepareInvitation(
  viewer: Viewer,
  asked: string | undefined,
): Promise<{
  organisations: { id: string; name: string }[];
  network: boolean;
  /** The spaces for guests; empty if the viewer may not invite guests. */
  spaces: { id: string; name: string }[];
  key: string;
}> {
  const network = allows(viewer, invitationPolicy["invite.network"]);
  const own = organisationsAllowing(viewer, invitationPolicy["invite.organisation"]);
  requireAllowedSomewhere(viewer, invitationPolicy["invite.organisation"]);
  // The network's own organisation, members and candidates; other organisations cannot have people yet.
  const inside = [
    { outside: "network" as const },
    { admission: { isNot: null } },
    { candidacy: { isNot: null } },
  ];
  const organisations = await db.organisation.findMany({
    where: { ...(network ? { OR: inside } : { id: { in: own } }), ...(asked && { id: asked }) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: maxChoices,
  });
  if (asked && organisations.length === 0) notFound();
  const guests = !asked && allows(viewer, invitationPolicy["invite.guest"]);
  const spaces = guests ? await listGuestSpaces(viewer) : [];
  return { organisations, network: network && !asked, spaces, key: newId() };
}

/** How many invitations wait, and how many expired unanswered. @throws 404 */
export async function countInvitations(viewer: Viewer): Promise<{ waiting: number; expired: number }> {
  if (!allows(viewer, invitationPolicy["invitations.list"])) notFound();
  const [counted] = await db.$queryRaw<{ waiting: number; expired: number }[]>`
    SELECT count(*) FILTER (WHERE i."expiresAt" > ${now()}::timestamptz)::int AS "waiting",
      count(*) FILTER (WHERE i."expiresAt" <= ${now()}::timestamptz)::int AS "expired"
    FROM "Invitation" i
    WHERE i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND ${isInvitationShown(viewer)}`;
  return counted ?? { waiting: 0, expired: 0 };
}
