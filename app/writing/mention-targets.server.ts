import { countedStates } from "../authorization/content-states.server";
import { readsNetwork, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { namesShownTo } from "../directory/people-search.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { facilitatedSpaces, isGuestIn } from "../workspaces/access.server";
import { mayRead } from "../workspaces/readers.server";
import { typedMention } from "./mention-words";
import type { MentionSuggestion } from "./mentions";

/** Everyone of a space may be mentioned up to this number of people. */
const maxEveryone = 50;
const maxSuggestions = 8;

/** A person or an organisation that a name stands for. */
export interface Target {
  personId: string | null;
  organisationId: string | null;
}

/** Who wrote in the space `s`, which its readers see anyway: by the column of the post that names them. */
const wroteIn = (column: "authorId" | "organisationId", id: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM "Post" b JOIN "Thread" t ON t."id" = b."threadId"
  WHERE b.${Prisma.raw(`"${column}"`)} = ${id} AND t."spaceId" = s."id"
    AND b."state" = ANY(${countedStates()}::"ContentState"[]) AND t."state" = ANY(${countedStates()}::"ContentState"[]))`;

/**
 * Whether the viewer may mention the person `p` in the space `s`: a reader of it whose name the viewer is shown, by the
 * directory, as a member, or under a post. Guests are shown no members.
 */
async function mayMentionPerson(viewer: Viewer, spaceId: string): Promise<Prisma.Sql> {
  const [guest, shown] = await Promise.all([isGuestIn(viewer, spaceId), namesShownTo(viewer)]);
  const members = Prisma.sql`EXISTS (
    SELECT FROM "SpaceMember" k WHERE k."spaceId" = s."id" AND k."personId" = p."id")`;
  const known = guest ? Prisma.sql`false` : Prisma.sql`(${members} OR ${shown})`;
  return Prisma.sql`(s."id" = ${spaceId}::uuid AND p."erasedAt" IS NULL AND ${mayRead}
    AND (${known} OR ${wroteIn("authorId", Prisma.sql`p."id"`)}))`;
}

/** Whether the viewer may mention the organisation `o` in the space `s`: one with a focal point who reads it. */
const mayMentionOrganisation = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`(
  s."id" = ${spaceId}::uuid
  AND (${readsNetwork(viewer)}::boolean OR ${wroteIn("organisationId", Prisma.sql`o."id"`)})
  AND EXISTS (SELECT FROM "Membership" f JOIN "Person" p ON p."id" = f."personId"
    WHERE f."organisationId" = o."id" AND f."role" = 'focal_point' AND p."erasedAt" IS NULL AND ${mayRead}))`;

const labelOf = (viewer: Viewer) => Prisma.sql`COALESCE(${acronymSeenBy(viewer)}, o."name")`;

/** The labels of the organisations of the person `p`. */
const organisationsOf = (viewer: Viewer) => Prisma.sql`ARRAY(SELECT ${labelOf(viewer)} FROM "Membership" q
  JOIN "Organisation" o ON o."id" = q."organisationId" WHERE q."personId" = p."id" ORDER BY q."createdAt")`;

/** A name with the organisation that tells it from others: `Prénom Nom (JMED)`. */
const qualified = /^(.{1,100}) \(([^()]{1,60})\)$/u;

/** The people that these names stand for; a name that several bear stands for none, unless their organisation is named. */
export async function findPeople(
  viewer: Viewer,
  spaceId: string,
  names: readonly string[],
): Promise<Map<string, Target>> {
  if (names.length === 0) return new Map();
  const wanted = names.flatMap((name) => {
    const [, plain, organisation] = qualified.exec(name) ?? [];
    return [{ name, plain: name }, ...(plain ? [{ name, plain, organisation }] : [])];
  });
  const rows = await db.$queryRaw<{ typed: string; id: string }[]>`
    SELECT w."name" AS "typed", p."id"
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w("name" text, "plain" text, "organisation" text)
    JOIN "Person" p ON public.normalise(p."name") = public.normalise(w."plain") CROSS JOIN "Space" s
    WHERE ${await mayMentionPerson(viewer, spaceId)} AND (w."organisation" IS NULL
      OR EXISTS (SELECT FROM unnest(${organisationsOf(viewer)}) AS u(label)
        WHERE public.normalise(u.label) = public.normalise(w."organisation")))`;
  return uniquely(rows, (id) => ({ personId: id, organisationId: null }));
}

/** The organisations that these acronyms or names stand for. */
export async function findOrganisations(
  viewer: Viewer,
  spaceId: string,
  names: readonly string[],
): Promise<Map<string, Target>> {
  if (names.length === 0) return new Map();
  const rows = await db.$queryRaw<{ typed: string; id: string }[]>`
    SELECT w."name" AS "typed", o."id" FROM unnest(${[...names]}::text[]) AS w("name")
    JOIN "Organisation" o ON public.normalise(w."name") IN (public.normalise(o."name"),
      public.normalise(${acronymSeenBy(viewer)})) CROSS JOIN "Space" s
    WHERE ${mayMentionOrganisation(viewer, spaceId)}`;
  return uniquely(rows, (id) => ({ personId: null, organisationId: id }));
}

function uniquely(
  rows: readonly { typed: string; id: string }[],
  targetOf: (id: string) => Target,
): Map<string, Target> {
  const ids = new Map<string, string[]>();
  for (const { typed, id } of rows) ids.set(typed, [...(ids.get(typed) ?? []), id]);
  return new Map(
    [...ids].flatMap(([typed, [id, ...others]]) =>
      id && others.length === 0 ? [[typed, targetOf(id)]] : [],
    ),
  );
}

/** People who belong to the space `s`, by name or through an organisation. */
export const belongTo = (spaceId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT k."personId" FROM "SpaceMember" k WHERE k."spaceId" = ${spaceId}
  UNION SELECT q."personId" FROM "SpaceOrganisation" w JOIN "Membership" q ON q."organisationId" = w."organisationId"
    WHERE w."spaceId" = ${spaceId}`;

/** Whether the viewer may mention everyone of a space: who facilitates it, while it is small. */
export async function mayMentionEveryone(viewer: Viewer, spaceId: string): Promise<boolean> {
  const own = { AND: [{ id: spaceId, kind: { not: "network" as const } }, facilitatedSpaces(viewer)] };
  if ((await db.space.count({ where: own })) === 0) return false;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (${belongTo(Prisma.sql`${spaceId}::uuid`)} LIMIT ${maxEveryone + 1}) b`;
  return (row?.count ?? 0) <= maxEveryone;
}

interface SuggestionRow {
  name: string;
  organisation: string | null;
  /** Several people or organisations bear the name. */
  shared: boolean;
}

/** People and organisations that the viewer may mention in a space, whose name contains these words. */
export async function suggestMentions(
  viewer: Viewer,
  spaceId: string,
  q: string,
): Promise<MentionSuggestion[]> {
  const [everyone, people, organisations] = await Promise.all([
    /^(t(o(us?)?)?|a(ll?)?)$/i.test(q) && mayMentionEveryone(viewer, spaceId),
    suggestPeople(viewer, spaceId, q),
    suggestOrganisations(viewer, spaceId, q),
  ]);
  return [
    ...(everyone ? [{ kind: "everyone" as const, name: "tous", hint: null, insert: "@tous" }] : []),
    ...organisations,
    ...people,
  ].slice(0, maxSuggestions);
}

async function suggestPeople(viewer: Viewer, spaceId: string, q: string): Promise<MentionSuggestion[]> {
  const rows = await db.$queryRaw<SuggestionRow[]>`
    SELECT f."name", f."organisations"[1] AS "organisation", f."shared" FROM (
      SELECT p."id", p."name", ${organisationsOf(viewer)} AS "organisations",
        count(*) OVER (PARTITION BY public.normalise(p."name")) > 1 AS "shared"
      FROM "Person" p, "Space" s
      WHERE ${containsWords(Prisma.sql`p."name"`, q)} AND ${await mayMentionPerson(viewer, spaceId)}) f
    WHERE f."id" <> ${viewer.personId}::uuid
    ORDER BY public.normalise(f."name"), f."id" LIMIT ${maxSuggestions}`;
  return rows.map(({ name, organisation, shared }) => ({
    kind: "person",
    name,
    hint: organisation,
    insert: typedMention(shared && organisation ? `${name} (${organisation})` : name, { person: true }),
  }));
}

async function suggestOrganisations(
  viewer: Viewer,
  spaceId: string,
  q: string,
): Promise<MentionSuggestion[]> {
  const label = labelOf(viewer);
  const rows = await db.$queryRaw<SuggestionRow[]>`
    SELECT f."label" AS "name", NULLIF(f."name", f."label") AS "organisation", f."shared" FROM (
      SELECT o."id", o."name", ${label} AS "label", public.normalise(${label}) LIKE public.word_key(${q}) || '%' AS "starts",
        count(*) OVER (PARTITION BY public.normalise(${label})) > 1 AS "shared"
      FROM "Organisation" o, "Space" s
      WHERE (${containsWords(label, q)} OR ${containsWords(Prisma.sql`o."name"`, q)})
        AND ${mayMentionOrganisation(viewer, spaceId)}) f
    ORDER BY f."starts" DESC, f."label", f."id" LIMIT 4`;
  return rows.map(({ name, organisation, shared }) => ({
    kind: "organisation",
    name,
    hint: organisation,
    insert: typedMention(shared && organisation ? organisation : name, { person: false }),
  }));
}
