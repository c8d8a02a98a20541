import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma, type SeenKind } from "../db/generated/client";
import { readableThreads } from "../discussions/visibility.server";
import { readableDocuments } from "../documents/rights.server";
import { seenAcronym } from "../organisations/acronyms.server";
import { now } from "../services/services.server";
import { readableSpaces } from "../workspaces/access.server";
import { type Hit, maxRecent } from "./search";

/** Records a view by the viewer; only the latest items are kept. Skips the write if the item is already the latest. */
export async function recordVisit({ personId }: Viewer, kind: SeenKind, id: string): Promise<void> {
  await queryPrepared(Prisma.sql`
    WITH last AS (
      SELECT s."kind", s."thingId" FROM "Seen" s WHERE s."personId" = ${personId}::uuid
      ORDER BY s."seenAt" DESC LIMIT 1
    ), noted AS (
      INSERT INTO "Seen" ("personId", "kind", "thingId", "seenAt")
      SELECT ${personId}::uuid, ${kind}::"SeenKind", ${id}::uuid, ${now()}::timestamptz
      WHERE NOT EXISTS (SELECT FROM last WHERE "kind" = ${kind}::"SeenKind" AND "thingId" = ${id}::uuid)
      ON CONFLICT ("personId", "kind", "thingId") DO UPDATE SET "seenAt" = EXCLUDED."seenAt"
      RETURNING 1)
    DELETE FROM "Seen" WHERE "personId" = ${personId}::uuid AND EXISTS (SELECT FROM noted) AND "seenAt" < (
      SELECT s."seenAt" FROM "Seen" s WHERE s."personId" = ${personId}::uuid
      ORDER BY s."seenAt" DESC OFFSET ${maxRecent} LIMIT 1)`);
}

/** Recently viewed items that the viewer may still see, latest first. */
export async function listRecent(viewer: Viewer): Promise<Hit[]> {
  const seen = await db.seen.findMany({
    where: { personId: viewer.personId },
    orderBy: { seenAt: "desc" },
    take: maxRecent,
  });
  const of = (kind: SeenKind) => seen.filter((each) => each.kind === kind).map(({ thingId }) => thingId);
  const space = { select: { name: true } };
  const [threads, documents, spaces, organisations] = await Promise.all([
    db.thread.findMany({
      where: { AND: [{ id: { in: of("thread") } }, readableThreads(viewer)] },
      select: { id: true, slug: true, title: true, space },
    }),
    db.document.findMany({
      where: { AND: [{ id: { in: of("document") } }, readableDocuments(viewer)] },
      select: { id: true, slug: true, title: true, space },
    }),
    db.space.findMany({
      where: { AND: [{ id: { in: of("space") } }, readableSpaces(viewer)] },
      select: { id: true, slug: true, name: true },
    }),
    db.organisation.findMany({
      where: { id: { in: of("organisation") } },
      select: { id: true, slug: true, name: true, acronym: true, visibility: true },
    }),
  ]);
  const hits = new Map<string, Hit>();
  const add = (hit: Hit) => hits.set(hit.id, hit);
  for (const row of threads) add(hitOf("thread", "fils", row, row.title, row.space.name));
  for (const row of documents) add(hitOf("document", "textes", row, row.title, row.space.name));
  for (const row of spaces) add(hitOf("space", "espaces", row, row.name));
  for (const row of organisations)
    add(hitOf("organisation", "annuaire", row, row.name, seenAcronym(viewer, row)));
  return seen.flatMap(({ thingId }) => hits.get(thingId) ?? []);
}

/** A row as a search hit. */
export function hitOf(
  kind: Hit["kind"],
  room: string,
  { id, slug }: { id: string; slug: string },
  title: string,
  place: string | null = null,
): Hit {
  return { kind, id, title, place, to: `/${room}/${id}-${slug}` };
}

/** Deletes the viewer's recently viewed items. */
export async function clearRecent({ personId }: Viewer): Promise<void> {
  await db.seen.deleteMany({ where: { personId } });
}
