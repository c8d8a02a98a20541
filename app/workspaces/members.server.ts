import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { containsWords } from "../db/words.server";
import { namesShownTo } from "../directory/people-search.server";
import { badRequest, forbidden, notFound } from "../http/errors";
import { seenAcronym } from "../organisations/acronyms.server";
import { now } from "../services/services.server";
import { facilitatedSpaces, isGuestIn, readableSpaces, spacesWithoutFacilitator } from "./access.server";
import type { Candidate, JoinRequestRow, MembersPage } from "./members";
import type { MemberAction } from "./members-form.server";
import { isOfNetwork } from "./readers.server";
import type { FoundSpace } from "./space-pages";
import { upsertMember } from "./spaces.server";

/** Result; `last` when the space would lose its last facilitator. */
export type ActResult = "done" | "last";

export const membersPerPage = 50;

/**
 * Members of a space, by name and by organisation; for its manager also join requests and invitations.
 * @throws 404 for guests, who may not see the member list.
 */
export async function listMembers(
  viewer: Viewer,
  spaceId: string,
  after?: string,
): Promise<MembersPage & Hand> {
  const [reads, hand, guest] = await Promise.all([
    db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } }),
    handOn(viewer, spaceId),
    isGuestIn(viewer, spaceId),
  ]);
  const { runs, names } = hand;
  if (!(runs || names || reads) || guest) notFound();
  const [members, organisations, asks] = await Promise.all([
    listByName(viewer, spaceId, after),
    listOrganisations(viewer, spaceId),
    runs ? listAsks(spaceId) : [],
  ]);
  const of = (kind: string) => asks.filter((ask) => ask.kind === kind).map((ask) => askOf(viewer, ask));
  return { ...members, organisations, ...hand, requests: of("request"), invitations: of("invitation") };
}

/**
 * Number of people and of whole organisations in a space found through the viewer.
 * @throws 404 for guests.
 */
export async function countPeople(
  _viewer: Viewer,
  { id, reads, guest }: FoundSpace,
): Promise<{ people: number; organisations: number }> {
  if (!reads || guest) notFound();
  const [row] = await queryPrepared<{ people: number; organisations: number }>(Prisma.sql`
    SELECT (SELECT count(*)::int FROM "SpaceMember" WHERE "spaceId" = ${id}::uuid) AS "people",
      (SELECT count(*)::int FROM "SpaceOrganisation" WHERE "spaceId" = ${id}::uuid) AS "organisations"`);
  return row ?? { people: 0, organisations: 0 };
}

/** What a viewer may do with the members of a space. */
interface Hand {
  /** Every action: the viewer manages the space. */
  runs: boolean;
  /** The space has no facilitator: an administrator may appoint one of its members, and nothing else. */
  names: boolean;
  /** Members can be added and promoted: false once the space is archived or deleted. */
  active: boolean;
}

/** The space's manager controls its members; without a facilitator, administrators may appoint one member. */
async function handOn(viewer: Viewer, id: string): Promise<Hand> {
  const found = (rule: Prisma.SpaceWhereInput) => db.space.count({ where: { AND: [{ id }, rule] } });
  const [running, orphaned, active] = await Promise.all([
    found(facilitatedSpaces(viewer)),
    // Archived spaces included: without a facilitator they could never be restored. Deleted spaces are erased anyway.
    found({ AND: [spacesWithoutFacilitator(viewer), { state: { in: ["active", "archived"] } }] }),
    found({ state: "active" }),
  ]);
  return { runs: running > 0, names: running === 0 && orphaned > 0, active: active > 0 };
}

const firstOrganisation = {
  memberships: {
    orderBy: { createdAt: "asc" },
    take: 1,
    select: { organisation: { select: { id: true, name: true, acronym: true, visibility: true } } },
  },
} satisfies Prisma.PersonSelect;

type WithOrganisation = {
  memberships: { organisation: { id: string; name: string; acronym: string | null; visibility: unknown } }[];
};

function organisationOf(viewer: Viewer, { memberships: [first] }: WithOrganisation): string | null {
  return first ? (seenAcronym(viewer, first.organisation) ?? first.organisation.name) : null;
}

async function listByName(viewer: Viewer, spaceId: string, after: string | undefined) {
  const rows = await db.spaceMember.findMany({
    where: { spaceId },
    orderBy: [{ role: "asc" }, { person: { name: "asc" } }, { personId: "asc" }],
    ...(after && { cursor: { spaceId_personId: { spaceId, personId: after } }, skip: 1 }),
    take: membersPerPage + 1,
    select: {
      role: true,
      person: { select: { id: true, name: true, function: true, ...firstOrganisation } },
    },
  });
  const shown = rows.slice(0, membersPerPage);
  return {
    members: shown.map(({ role, person }) => ({
      id: person.id,
      name: person.name,
      function: person.function,
      role,
      organisation: organisationOf(viewer, person),
      me: person.id === viewer.personId,
    })),
    next: rows.length > membersPerPage ? (shown.at(-1)?.person.id ?? null) : null,
  };
}

async function listOrganisations(viewer: Viewer, spaceId: string) {
  const rows = await db.spaceOrganisation.findMany({
    where: { spaceId },
    orderBy: { organisation: { name: "asc" } },
    select: {
      role: true,
      organisation: { select: { id: true, slug: true, name: true, acronym: true, visibility: true } },
    },
  });
  return rows.map(({ role, organisation: { id, slug, name, ...row } }) => ({
    id,
    slug,
    name,
    role,
    acronym: seenAcronym(viewer, { id, ...row }),
  }));
}

const askColumns = {
  id: true,
  kind: true,
  role: true,
  message: true,
  createdAt: true,
  person: { select: { id: true, name: true, ...firstOrganisation } },
} satisfies Prisma.SpaceAskSelect;

type Ask = Prisma.SpaceAskGetPayload<{ select: typeof askColumns }>;

const listAsks = (spaceId: string): Promise<Ask[]> =>
  db.spaceAsk.findMany({
    where: { spaceId, decidedAt: null },
    orderBy: { createdAt: "asc" },
    select: askColumns,
  });

function askOf(viewer: Viewer, { id, role, message, createdAt, person }: Ask): JoinRequestRow {
  const { id: personId, name } = person;
  return {
    id,
    role,
    message,
    at: createdAt.toISOString(),
    person: personId,
    name,
    organisation: organisationOf(viewer, person),
  };
}

/**
 * People of the network whose name matches and who are not in the space by name. The manager may invite them; an
 * administrator appointing a facilitator only gets people who are in the space through their organisation. People who
 * hide their name from this viewer in the directory are excluded.
 */
export async function findCandidates(viewer: Viewer, spaceId: string, q: string): Promise<Candidate[]> {
  const { runs, names, active } = await handOn(viewer, spaceId);
  if (q.length < 2 || !(names || (runs && active))) return [];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Person" p
    WHERE ${containsWords(Prisma.sql`p."name"`, q)}
      AND ${isOfNetwork} AND ${await namesShownTo(viewer)}
      AND (${runs}::boolean OR EXISTS (SELECT FROM "Membership" m
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

/** Member organisations that are not in the space as a whole. */
export async function listAbsentOrganisations(spaceId: string): Promise<{ id: string; name: string }[]> {
  return await db.organisation.findMany({
    where: { admission: { isNot: null }, inSpaces: { none: { spaceId } } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

/**
 * Changes the members of a space. Revocation is immediate: a database trigger raises the rights number of the people
 * concerned, which cuts their live connections. Idempotent.
 * @throws 404 or 403 for viewers who do not manage the space; 403 when it is archived or deleted and the action adds or
 * promotes members.
 */
export async function changeMembers(
  viewer: Viewer,
  spaceId: string | undefined,
  act: MemberAction,
): Promise<ActResult> {
  if (!spaceId) notFound();
  const { runs, names, active } = await handOn(viewer, spaceId);
  if (names) return await inTransaction((tx) => nameFacilitator(tx, viewer, spaceId, act));
  if (!runs) {
    const readable = await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } });
    return readable > 0 ? forbidden("not-running") : notFound();
  }
  if (!active && opening.has(act.what)) forbidden();
  return await inTransaction((tx) => perform(tx, viewer, spaceId, act));
}

/** Actions that add a member or change a role. */
const opening = new Set<MemberAction["what"]>(["invite", "role", "approve", "organisation"]);

/**
 * Appoints a member as facilitator of a space that has none. Only existing members qualify: an administrator who can
 * remove the last facilitator from the network must not choose who reads a private space next, themselves included.
 * @throws 403 for any other action or person.
 */
async function nameFacilitator(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  act: MemberAction,
): Promise<ActResult> {
  if (act.what !== "role" || act.role !== "facilitator") forbidden("not-running");
  const { person: personId, role } = act;
  if (await tx.spaceMember.count({ where: { spaceId, personId } })) {
    return await giveRole(tx, viewer, spaceId, personId, role);
  }
  const through = await tx.spaceOrganisation.findFirst({
    where: { spaceId, organisation: { memberships: { some: { personId } } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: { organisationId: true },
  });
  if (!through) forbidden("not-running");
  await upsertMember(tx, spaceId, personId, role, through.organisationId);
  await recordEvent(tx, viewer, "space.role-given", spaceId, { person: personId, role });
  return "done";
}

async function perform(tx: Database, viewer: Viewer, spaceId: string, act: MemberAction): Promise<ActResult> {
  if (act.what === "invite") return await invite(tx, viewer, spaceId, act);
  if (act.what === "uninvite") {
    const where = { spaceId, personId: act.person, kind: "invitation" as const, decidedAt: null };
    const { count } = await tx.spaceAsk.deleteMany({ where });
    const named = { person: act.person };
    if (count > 0) await recordEvent(tx, viewer, "space.invitation-withdrawn", spaceId, named);
    return "done";
  }
  if (act.what === "role") return await giveRole(tx, viewer, spaceId, act.person, act.role);
  if (act.what === "remove") return await remove(tx, viewer, spaceId, act.person);
  if (act.what === "approve") return await decide(tx, viewer, spaceId, act.ask, null);
  if (act.what === "refuse") return await decide(tx, viewer, spaceId, act.ask, act.reason);
  return await changeOrganisation(tx, viewer, spaceId, act);
}

async function invite(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  { person: personId, role }: Extract<MemberAction, { what: "invite" }>,
): Promise<ActResult> {
  if (!(await tx.person.count({ where: { id: personId, memberships: { some: {} } } }))) badRequest();
  if (await tx.spaceMember.count({ where: { spaceId, personId } })) return "done";
  const own = { spaceId, personId, kind: "invitation" as const };
  const asked = {
    role,
    createdAt: now(),
    createdById: viewer.personId,
    decidedAt: null,
    decidedById: null,
    accepted: null,
    reason: null,
  };
  await tx.spaceAsk.upsert({
    where: { spaceId_personId_kind: own },
    create: { id: newId(), ...own, ...asked },
    update: asked,
  });
  await recordEvent(tx, viewer, "space.invited", spaceId, { person: personId, role });
  return "done";
}

async function giveRole(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  personId: string,
  role: Extract<MemberAction, { what: "role" }>["role"],
): Promise<ActResult> {
  if (role !== "facilitator" && !(await keepsFacilitator(tx, spaceId, personId))) return "last";
  const { count } = await tx.spaceMember.updateMany({
    where: { spaceId, personId, role: { not: role } },
    data: { role },
  });
  if (count > 0) await recordEvent(tx, viewer, "space.role-given", spaceId, { person: personId, role });
  return "done";
}

async function remove(tx: Database, viewer: Viewer, spaceId: string, personId: string): Promise<ActResult> {
  if (!(await keepsFacilitator(tx, spaceId, personId))) return "last";
  const { count } = await tx.spaceMember.deleteMany({ where: { spaceId, personId } });
  if (count > 0) await recordEvent(tx, viewer, "space.removed", spaceId, { person: personId });
  return "done";
}

/**
 * Whether a space still has a facilitator without this person. Locks the row until the transaction ends, so that two
 * facilitators who remove each other concurrently do not both succeed.
 */
export async function keepsFacilitator(tx: Database, spaceId: string, without: string): Promise<boolean> {
  await tx.$queryRaw`SELECT "id" FROM "Space" WHERE "id" = ${spaceId}::uuid FOR UPDATE`;
  const facilitators = await tx.spaceMember.findMany({ where: { spaceId, role: "facilitator" } });
  return !facilitators.some(({ personId }) => personId === without) || facilitators.length > 1;
}

async function decide(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  id: string,
  reason: string | null,
): Promise<ActResult> {
  const where = { id, spaceId, kind: "request" as const, decidedAt: null };
  const ask = await tx.spaceAsk.findFirst({ where });
  if (!ask) return "done";
  await tx.spaceAsk.updateMany({
    where,
    data: { accepted: reason === null, reason, decidedAt: now(), decidedById: viewer.personId },
  });
  const { personId, role, organisationId } = ask;
  // The person has left the organisation they requested access for, so the request is void.
  if (organisationId && !(await tx.membership.count({ where: { personId, organisationId } }))) return "done";
  if (reason === null) await upsertMember(tx, spaceId, personId, role, organisationId);
  const action = reason === null ? "space.request-approved" : "space.request-refused";
  await recordEvent(tx, viewer, action, spaceId, { person: personId });
  return "done";
}

async function changeOrganisation(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  act: Extract<MemberAction, { what: "organisation" | "remove-organisation" }>,
): Promise<ActResult> {
  const own = { spaceId, organisationId: act.organisation };
  if (act.what === "remove-organisation") {
    const { count } = await tx.spaceOrganisation.deleteMany({ where: own });
    if (count > 0)
      await recordEvent(tx, viewer, "space.organisation-removed", spaceId, {
        organisation: act.organisation,
      });
    return "done";
  }
  if (!(await tx.admission.count({ where: { organisationId: act.organisation } }))) badRequest();
  await tx.spaceOrganisation.upsert({
    where: { spaceId_organisationId: own },
    create: { ...own, role: act.role, createdAt: now() },
    update: { role: act.role },
  });
  await recordEvent(tx, viewer, "space.organisation-added", spaceId, {
    organisation: act.organisation,
    role: act.role,
  });
  return "done";
}
