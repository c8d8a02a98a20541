import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { isReadableThread } from "../discussions/visibility.server";
import { isReadableDocument } from "../documents/rights.server";
import type { Cursor } from "../http/pagination";
import { paginate } from "../http/recent-activity-cursor.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { excerptOf } from "../writing/body";
import { readBody } from "../writing/body.server";
import { type Contribution, contributionsPerPage } from "./people";

interface Row {
  id: string;
  changedAt: Date;
  kind: "post" | "document";
  placeId: string;
  slug: string;
  title: string;
  body: string | null;
  organisation: string | null;
}

/** A page of a person's posts and documents that the viewer may read, latest first. */
export async function listContributions(
  viewer: Viewer,
  personId: string,
  after: Cursor | null,
): Promise<{ contributions: Contribution[]; next: Cursor | null }> {
  const latest = Prisma.sql`ORDER BY "changedAt" DESC, "id" DESC ${literalLimit(contributionsPerPage + 1)}`;
  const rows = await queryPrepared<Row>(Prisma.sql`
    SELECT c.*, COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation" FROM (
      (SELECT p."id", p."createdAt" AS "changedAt", 'post' AS "kind", x."id" AS "placeId", x."slug", x."title",
          p."body", p."organisationId"
        FROM "Post" p JOIN "Thread" x ON x."id" = p."threadId"
        WHERE ${isPostOf(viewer, personId)} AND ${isAfter(after, "p")} ${latest})
      UNION ALL (SELECT x."id", x."createdAt", 'document', x."id", x."slug", x."title", NULL, x."organisationId"
        FROM "Document" x WHERE ${isDocumentOf(viewer, personId)} AND ${isAfter(after, "x")} ${latest})
      ${latest}) c
    LEFT JOIN "Organisation" o ON o."id" = c."organisationId"
    ORDER BY c."changedAt" DESC, c."id" DESC`);
  const { shown, next } = paginate(rows, contributionsPerPage);
  return { contributions: shown.map(contributionOf), next };
}

/** Whether the viewer reads anything that this person wrote: there they see the name already. */
export async function readsContributionOf(viewer: Viewer, personId: string): Promise<boolean> {
  const found = await queryPrepared<Record<string, number>>(Prisma.sql`
    SELECT 1 WHERE EXISTS (SELECT FROM "Post" p JOIN "Thread" x ON x."id" = p."threadId" WHERE ${isPostOf(viewer, personId)})
      OR EXISTS (SELECT FROM "Document" x WHERE ${isDocumentOf(viewer, personId)})`);
  return found.length > 0;
}

/** The post `p` of the thread `x`. */
const isPostOf = (viewer: Viewer, personId: string): Prisma.Sql => Prisma.sql`
  p."authorId" = ${personId}::uuid AND ${isVisible(viewer, Prisma.sql`p."state"`)} AND ${isReadableThread(viewer)}`;

const isDocumentOf = (viewer: Viewer, personId: string): Prisma.Sql => Prisma.sql`
  x."authorId" = ${personId}::uuid AND ${isReadableDocument(viewer)}`;

function isAfter(cursor: Cursor | null, row: "p" | "x"): Prisma.Sql {
  const at = new Date(cursor?.key ?? "");
  if (!cursor || Number.isNaN(at.getTime())) return Prisma.sql`true`;
  const of = Prisma.raw(row);
  return Prisma.sql`(${of}."createdAt", ${of}."id") < (${at}::timestamptz, ${cursor.id}::uuid)`;
}

const contributionOf = ({
  id,
  kind,
  placeId,
  slug,
  title,
  body,
  organisation,
  changedAt,
}: Row): Contribution => ({
  id,
  kind,
  place: { id: placeId, slug },
  title,
  excerpt: body ? excerptOf(readBody(body)) : "",
  organisation,
  at: changedAt.toISOString(),
});
