import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { type Cursor, type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import type { HistoryLine, MemberClassName, OrganisationRow, OrganisationState } from "./admission";
import { membershipPolicy } from "./policy";

interface Row extends Cursor {
  slug: string;
  name: string;
  acronym: string | null;
  state: OrganisationState;
  class: MemberClassName | null;
  since: Date | null;
  people: number;
}

const tables = Prisma.sql`"Organisation" o
  LEFT JOIN "Admission" a ON a."organisationId" = o."id"
  LEFT JOIN "Candidacy" c ON c."organisationId" = o."id"
  LEFT JOIN LATERAL (SELECT max(h."at") AS "at" FROM "AdmissionChange" h
    WHERE h."organisationId" = o."id" AND h."step" = 'left') l ON TRUE`;

const stateColumn = Prisma.sql`CASE WHEN a."frozenAt" IS NOT NULL THEN 'frozen' WHEN a."class" IS NOT NULL THEN 'admitted'
  WHEN c."class" IS NOT NULL THEN 'candidate' WHEN l."at" IS NOT NULL THEN 'left' ELSE 'outside' END`;

/** The organisations by name, filtered by words of the name and by state. @throws 404 */
export async function listOrganisations(
  viewer: Viewer,
  { q, after, state }: Listing & { state: OrganisationState | "" },
): Promise<Page<OrganisationRow>> {
  if (!allows(viewer, membershipPolicy["organisations.see"])) notFound();
  const narrowed = Prisma.sql`o."outside" IS DISTINCT FROM 'network'
    ${q ? Prisma.sql`AND ${namedLike(q)}` : Prisma.empty}
    ${state ? Prisma.sql`AND ${stateColumn} = ${state}` : Prisma.empty}`;
  const from = after
    ? Prisma.sql`AND (public.normalise(o."name"), o."id") > (${after.key}, ${after.id}::uuid)`
    : Prisma.empty;
  const [rows, counted] = await Promise.all([
    readRows(Prisma.sql`${narrowed} ${from}`, rowsPerPage + 1),
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS "total" FROM ${tables} WHERE ${narrowed}`,
  ]);
  return pageOf(rows, counted[0]?.total ?? 0, rowOf);
}

const namedLike = (q: string) => containsWords(Prisma.sql`o."name" || ' ' || COALESCE(o."acronym", '')`, q);

async function readRows(where: Prisma.Sql, most: number): Promise<Row[]> {
  return await db.$queryRaw<Row[]>`
    SELECT o."id", public.normalise(o."name") AS "key", o."slug", o."name", o."acronym", ${stateColumn} AS "state",
      COALESCE(a."class", c."class")::text AS "class",
      COALESCE(a."frozenAt", a."admittedAt", c."openedAt", l."at") AS "since",
      (SELECT count(*)::int FROM "Membership" m WHERE m."organisationId" = o."id") AS "people"
    FROM ${tables} WHERE ${where}
    ORDER BY public.normalise(o."name"), o."id" LIMIT ${most}`;
}

function rowOf({ id, slug, name, acronym, state, since, people, ...row }: Row): OrganisationRow {
  return {
    id,
    name,
    acronym,
    state,
    people,
    class: row.class,
    address: addressOf({ id, slug }),
    since: since?.toISOString() ?? null,
  };
}

/** The admission of one organisation. @throws 404 when it is missing or not visible to the viewer. */
export async function findMembershipState(viewer: Viewer, id: string | undefined): Promise<OrganisationRow> {
  const rules = [membershipPolicy["organisations.see"], membershipPolicy["own.see"]];
  if (!id || !rules.some((rule) => allows(viewer, rule, id))) notFound();
  const [row] = await readRows(Prisma.sql`o."id" = ${id}::uuid`, 1);
  return row ? rowOf(row) : notFound();
}

/** The decisions about an organisation's admission, latest first. @throws 404 */
export async function readHistory(viewer: Viewer, organisationId: string): Promise<HistoryLine[]> {
  await findMembershipState(viewer, organisationId);
  const rows = await db.$queryRaw<(Omit<HistoryLine, "at"> & { at: Date })[]>`
    SELECT h."id", h."step"::text AS "step", h."class"::text AS "class", h."reason", h."at", p."name" AS "by"
    FROM "AdmissionChange" h LEFT JOIN "Person" p ON p."id" = h."byId"
    WHERE h."organisationId" = ${organisationId}::uuid ORDER BY h."at" DESC, h."id" DESC LIMIT 100`;
  return rows.map(({ at, ...line }) => ({ ...line, at: at.toISOString() }));
}

/** How many organisations wait for a decision. @throws 404 for viewers who do not decide. */
export async function countCandidates(viewer: Viewer): Promise<number> {
  if (!allows(viewer, membershipPolicy["organisations.see"])) notFound();
  return await db.candidacy.count();
}
