import { type Viewer, voicesOf } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import type { Cursor } from "../http/pagination";
import { afterCursorSql, paginate } from "../http/recent-activity-cursor.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { maxPins } from "../workspaces/pins";
import { registerTemplateSeeder } from "../workspaces/template-seeding.server";
import { createDocument } from "./create.server";
import type { DocumentNode } from "./document-nodes";
import { isReadableDocumentOf } from "./rights.server";
import { documentsPerPage, type SpaceDocument } from "./space-documents";

/** Registers the seeder that creates a template's documents with the space; call once at start. */
export function registerDocumentSeeder(): void {
  registerTemplateSeeder("document", async (tx, viewer, { spaceId, themeIds }, { title, body }) => {
    await createDocument(tx, {
      authorId: viewer.personId,
      idempotencyKey: newId(),
      spaceId,
      title,
      themeIds,
      organisationId: voicesOf(viewer)[0] ?? null,
      content: contentOf(body),
    });
  });
}

/** Lines of a template as a document; those that begin with `## ` are headings. */
function contentOf(body: string): DocumentNode {
  const content = body.split("\n").map((line): DocumentNode => {
    const heading = line.startsWith("## ");
    const words = { type: "text", text: heading ? line.slice(3) : line };
    return heading
      ? { type: "heading", attrs: { level: 2 }, content: [words] }
      : { type: "paragraph", ...(line && { content: [words] }) };
  });
  return { type: "doc", content };
}

/** The documents pinned in a space by its managers. */
export async function listPinnedDocuments(viewer: Viewer, spaceId: string): Promise<SpaceDocument[]> {
  const where = Prisma.sql`${isReadableDocumentOf(viewer, spaceId)}
    AND x."id" IN (SELECT i."documentId" FROM "SpacePin" i WHERE i."spaceId" = ${spaceId}::uuid)`;
  return (await readRows(viewer, where, maxPins)).map(rowOf);
}

/** Documents of one space after a cursor, most recently changed first. */
export async function listSpaceDocuments(
  viewer: Viewer,
  spaceId: string,
  { after, take = documentsPerPage }: { after?: Cursor | null; take?: number } = {},
): Promise<{ documents: SpaceDocument[]; next: Cursor | null }> {
  const where = Prisma.sql`${isReadableDocumentOf(viewer, spaceId)} AND ${afterCursorSql(after)}`;
  const { shown, next } = paginate(await readRows(viewer, where, take + 1), take);
  return { documents: shown.map(rowOf), next };
}

type Row = Omit<SpaceDocument, "changedAt"> & { changedAt: Date };

/** @param which conditions on the document `x`, including the viewer's right to read it. */
const readRows = (viewer: Viewer, which: Prisma.Sql, take: number): Promise<Row[]> =>
  queryPrepared<Row>(Prisma.sql`
    SELECT x."id", x."slug", x."title", x."changedAt", COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation"
    FROM "Document" x LEFT JOIN "Organisation" o ON o."id" = x."organisationId"
    WHERE ${which} ORDER BY x."changedAt" DESC, x."id" DESC ${literalLimit(take)}`);

const rowOf = ({ changedAt, ...row }: Row): SpaceDocument => ({ ...row, changedAt: changedAt.toISOString() });
