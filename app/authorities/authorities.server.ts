import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { today } from "../network/today.server";
import { requireReader } from "./access.server";
import type { AuthorityLink, AuthorityPage, AuthorityRow, Letter, Office } from "./authorities";
import { type DatedLetter, daysBetween, silenceOf, silentSince } from "./correspondence";
import { groupBy } from "./group-by";

/** Maximum number of authorities in a list or a select; a country has some hundred. */
const maxAuthorities = 1_000;
/** Maximum number of letters on a sheet, the latest first. */
const maxLetters = 200;

/** An organisation is an authority when it is an institution, or something is asked of it. */
const isAuthority = Prisma.sql`(o."outside" = 'institution'
  OR EXISTS (SELECT FROM "Addressee" x WHERE x."organisationId" = o."id")
  OR EXISTS (SELECT FROM "Correspondence" x WHERE x."organisationId" = o."id"))`;

export const dayText = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** The names of all authorities, for selects. */
export async function listAuthorityNames(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  requireReader(viewer);
  return await queryPrepared<{ id: string; name: string }>(Prisma.sql`
    SELECT o."id", o."name" FROM "Organisation" o WHERE ${isAuthority}
    ORDER BY public.normalise(o."name"), o."id" LIMIT ${maxAuthorities}`);
}

interface RawRow extends AuthorityLink {
  acronym: string | null;
  parentId: string | null;
  asked: number;
  overdue: number;
}

/** All authorities, each under the one above it, with what is asked of it and for how long it has been silent. */
export async function listAuthorities(viewer: Viewer): Promise<AuthorityRow[]> {
  requireReader(viewer);
  const day = await today();
  const [rows, letters] = await Promise.all([
    queryPrepared<RawRow>(Prisma.sql`
      SELECT o."id", o."slug", o."name", o."acronym", o."parentId", count(a."id")::int AS "asked",
        count(a."id") FILTER (WHERE a."dueOn" < ${day}::date AND a."status" NOT IN ('done', 'void'))::int AS "overdue"
      FROM "Organisation" o LEFT JOIN "Addressee" a ON a."organisationId" = o."id"
      WHERE ${isAuthority} GROUP BY o."id"
      ORDER BY public.normalise(o."name"), o."id" LIMIT ${maxAuthorities}`),
    lettersByAuthority(),
  ]);
  const below = groupBy(rows, ({ parentId }) => rows.find(({ id }) => id === parentId)?.id ?? null);
  const rowsUnder = (parent: RawRow | null, depth: number): AuthorityRow[] =>
    (below.get(parent?.id ?? null) ?? []).flatMap((row) => [
      {
        id: row.id,
        slug: row.slug,
        name: row.name,
        acronym: row.acronym,
        parent: parent?.name ?? null,
        depth,
        asked: row.asked,
        overdue: row.overdue,
        silence: silenceOf(letters.get(row.id) ?? [], day),
      },
      ...(depth < 4 ? rowsUnder(row, depth + 1) : []),
    ]);
  return rowsUnder(null, 0);
}

/** The letters of every authority from the last written reply on. */
async function lettersByAuthority(): Promise<Map<string, DatedLetter[]>> {
  const rows = await queryPrepared<DatedLetter & { organisationId: string }>(Prisma.sql`
    SELECT c."organisationId", c."officeId", c."kind"::text AS "kind", c."sentOn"::text AS "sentOn",
      c."receivedOn"::text AS "receivedOn"
    FROM "Correspondence" c WHERE c."kind" IN ('letter', 'reminder', 'written_reply')`);
  return groupBy(rows, ({ organisationId }) => organisationId);
}

/** Days of silence by authority, for the page of figures; authorities that owe no answer are left out. */
export async function readSilences(viewer: Viewer): Promise<(AuthorityLink & { days: number })[]> {
  const rows = await listAuthorities(viewer);
  return rows
    .flatMap(({ id, slug, name, silence }) => (silence === null ? [] : [{ id, slug, name, days: silence }]))
    .sort((one, other) => other.days - one.days);
}

const link = { select: { id: true, slug: true, name: true } } as const;

/** The sheet of an authority. @throws 404 */
export async function findAuthority(viewer: Viewer, id: string | undefined): Promise<AuthorityPage> {
  requireReader(viewer);
  const known = id
    ? await queryPrepared<{ id: string }>(
        Prisma.sql`SELECT o."id" FROM "Organisation" o WHERE o."id" = ${id}::uuid AND ${isAuthority}`,
      )
    : [];
  if (known.length === 0) notFound();
  const row = await db.organisation.findUniqueOrThrow({
    where: { id },
    include: {
      parent: { select: { ...link.select, parent: link } },
      children: { ...link, orderBy: { name: "asc" }, take: maxAuthorities },
      offices: { orderBy: { createdAt: "asc" }, include: { holders: { orderBy: { from: "asc" } } } },
      correspondence: {
        orderBy: [{ sentOn: "desc" }, { id: "desc" }],
        take: maxLetters,
        include: {
          office: { select: { title: true } },
          sender: { select: { name: true, acronym: true } },
          recommendations: { select: { recommendation: { select: { id: true, number: true } } } },
        },
      },
    },
  });
  const day = await today();
  const letters = row.correspondence.map(letterOf);
  const dated = row.correspondence.map(({ kind, officeId, sentOn, receivedOn }) => ({
    kind,
    officeId,
    sentOn: dayText(sentOn) ?? "",
    receivedOn: dayText(receivedOn),
  }));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    acronym: row.acronym,
    formerNames: row.formerNames,
    mission: row.mission,
    demonstration: row.demonstration,
    parents: [row.parent?.parent, row.parent].flatMap((each) =>
      each ? [{ id: each.id, slug: each.slug, name: each.name }] : [],
    ),
    children: row.children,
    offices: row.offices.map((office) => officeOf(office, dated, day)),
    letters,
    silence: silenceOf(dated, day),
  };
}

type OfficeRow = Prisma.AuthorityOfficeGetPayload<{ include: { holders: true } }>;

function officeOf({ id, title, holders }: OfficeRow, letters: readonly DatedLetter[], day: string): Office {
  const since = silentSince(letters, id);
  return {
    id,
    title,
    holders: holders.map((holder) => ({
      id: holder.id,
      name: holder.name,
      from: dayText(holder.from),
      until: dayText(holder.until),
    })),
    silentSince: since,
    silence: since ? Math.max(0, daysBetween(since, day)) : null,
  };
}

type LetterRow = Prisma.CorrespondenceGetPayload<{
  include: {
    office: { select: { title: true } };
    sender: { select: { name: true; acronym: true } };
    recommendations: { select: { recommendation: { select: { id: true; number: true } } } };
  };
}>;

const letterOf = (row: LetterRow): Letter => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  office: row.office?.title ?? null,
  sender: row.sender?.acronym ?? row.sender?.name ?? null,
  sentOn: dayText(row.sentOn) ?? "",
  receivedOn: dayText(row.receivedOn),
  proof: row.proof,
  note: row.note,
  recommendations: row.recommendations.map(({ recommendation }) => recommendation),
});
