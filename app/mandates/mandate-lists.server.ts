import { allows, requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { containsWords } from "../db/words.server";
import { notFound } from "../http/errors";
import { type Cursor, type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import { today } from "../network/today.server";
import type { MandatePage, MandateRow, MandateState } from "./mandates";
import { dayOf } from "./mandates.server";
import { mandatePolicy } from "./policy";

interface Row extends Cursor {
  organisationId: string;
  organisation: string;
  person: string;
  alternates: string[];
  from: Date;
  until: Date;
  state: MandateState;
}

/** SQL: the state of a mandate `m` on a day, given its organisation's admission `a`. */
const stateOn = (day: string) => Prisma.sql`CASE WHEN m."revokedAt" IS NOT NULL THEN 'revoked'
  WHEN m."until" < ${day}::date THEN 'ended' WHEN a."frozenAt" IS NOT NULL THEN 'suspended'
  WHEN m."from" > ${day}::date THEN 'future' ELSE 'current' END`;

const tables = Prisma.sql`"Mandate" m JOIN "Organisation" o ON o."id" = m."organisationId"
  JOIN "Person" p ON p."id" = m."personId" LEFT JOIN "Admission" a ON a."organisationId" = m."organisationId"`;

/** The mandates of the network by organisation, filtered by words and by state. @throws 404 */
export async function listMandates(
  viewer: Viewer,
  { q, after, state }: Listing & { state: MandateState | "" },
): Promise<Page<MandateRow>> {
  if (!allows(viewer, mandatePolicy["mandates.list"])) notFound();
  const day = await today();
  const names = Prisma.sql`o."name" || ' ' || COALESCE(o."acronym", '') || ' ' || p."name"`;
  const narrowed = Prisma.sql`
    ${q ? containsWords(names, q) : Prisma.sql`TRUE`}
    ${state ? Prisma.sql`AND ${stateOn(day)} = ${state}` : Prisma.empty}`;
  const from = after
    ? Prisma.sql`AND (public.normalise(o."name"), m."id") > (${after.key}, ${after.id}::uuid)`
    : Prisma.empty;
  const [rows, counted] = await Promise.all([
    readRows(day, Prisma.sql`${narrowed} ${from}`, rowsPerPage + 1),
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS "total" FROM ${tables} WHERE ${narrowed}`,
  ]);
  return pageOf(rows, counted[0]?.total ?? 0, rowOf);
}

/** Every mandate of one organisation, those in force first. @throws 404 */
export async function listMandatesOf(viewer: Viewer, organisationId: string): Promise<MandateRow[]> {
  if (!allows(viewer, mandatePolicy["mandates.see"], organisationId)) notFound();
  const rows = await readRows(await today(), Prisma.sql`m."organisationId" = ${organisationId}::uuid`, 200);
  const order: MandateState[] = ["current", "future", "suspended", "ended", "revoked"];
  return rows.map(rowOf).sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** How many mandates of an organisation are in force today, and how many end within a month. @throws 404 */
export async function countMandates(viewer: Viewer): Promise<{ current: number; ending: number }> {
  if (!allows(viewer, mandatePolicy["mandates.list"])) notFound();
  const day = await today();
  const [row] = await db.$queryRaw<{ current: number; ending: number }[]>`
    SELECT count(*)::int AS "current", count(*) FILTER (WHERE m."until" < ${day}::date + 30)::int AS "ending"
    FROM ${tables} WHERE ${stateOn(day)} = 'current'`;
  return row ?? { current: 0, ending: 0 };
}

async function readRows(day: string, where: Prisma.Sql, most: number): Promise<Row[]> {
  return await db.$queryRaw<Row[]>`
    SELECT m."id", public.normalise(o."name") AS "key", m."organisationId", COALESCE(o."acronym", o."name") AS "organisation",
      p."name" AS "person", m."from", m."until", ${stateOn(day)} AS "state",
      ARRAY(SELECT s."name" FROM "MandateAlternate" t JOIN "Person" s ON s."id" = t."personId"
        WHERE t."mandateId" = m."id" ORDER BY t."position") AS "alternates"
    FROM ${tables} WHERE ${where} ORDER BY public.normalise(o."name"), m."id" LIMIT ${most}`;
}

function rowOf({ key: _, from, until, ...row }: Row): MandateRow {
  return { ...row, from: dayOf(from), until: dayOf(until) };
}

/** One mandate with its history. @throws 404 for viewers outside its organisation and the secretariat. */
export async function findMandate(viewer: Viewer, id: string | undefined): Promise<MandatePage> {
  const mandate = id ? await db.mandate.findUnique({ where: { id } }) : null;
  if (!mandate || !allows(viewer, mandatePolicy["mandates.see"], mandate.organisationId)) notFound();
  const [row] = await readRows(await today(), Prisma.sql`m."id" = ${mandate.id}::uuid`, 1);
  const people = await db.person.findMany({
    where: { id: { in: [mandate.givenById, mandate.revokedById].flatMap((each) => each ?? []) } },
    select: { id: true, name: true },
  });
  const nameOf = (person: string | null) => people.find((each) => each.id === person)?.name ?? null;
  if (!row) notFound();
  return {
    ...rowOf(row),
    givenAt: mandate.givenAt.toISOString(),
    givenBy: nameOf(mandate.givenById),
    revokedAt: mandate.revokedAt?.toISOString() ?? null,
    revokedBy: nameOf(mandate.revokedById),
    revokedBecause: mandate.revokedBecause,
    mayRevoke: !mandate.revokedAt && allows(viewer, mandatePolicy["mandates.revoke"], mandate.organisationId),
  };
}

/** The data of the form for a new mandate. */
interface Mandatable {
  organisation: { id: string; name: string };
  people: { id: string; name: string }[];
  today: string;
  /** Makes a repeated submission idempotent. */
  key: string;
}

/**
 * The possible holders of a mandate: the people of the organisation, by name.
 * @param asked the organisation; defaults to the first that the viewer manages.
 * @throws 404 for viewers who may not give a mandate.
 */
export async function listMandatable(viewer: Viewer, asked: string | undefined): Promise<Mandatable> {
  const organisationId =
    asked ?? viewer.memberships.find(({ role }) => role === "focal_point")?.organisationId;
  if (!organisationId) notFound();
  requireAllowed(viewer, mandatePolicy["mandates.give"], organisationId);
  const organisation = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, name: true },
  });
  if (!organisation) notFound();
  const people = await db.person.findMany({
    where: { memberships: { some: { organisationId } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: 500,
  });
  return { organisation, people, today: await today(), key: newId() };
}

export const mayGiveMandates = (viewer: Viewer, organisationId: string): boolean =>
  allows(viewer, mandatePolicy["mandates.give"], organisationId);
