import { isReadableState } from "../../authorization/content-states.server";
import { isSecretariat, type Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import type { Prisma } from "../../db/generated/client";
import { newId } from "../../db/ids.server";
import { accessIn } from "../../workspaces/access.server";
import type { ParsedBody } from "../../writing/parsed-body.server";
import { findStanding, type StandingDocument } from "../documents-access.server";
import { readOrganisations } from "../writers.server";
import { locationOf } from "./anchor-columns";
import { mayComment } from "./comment-rights.server";
import {
  type CommentFilter,
  type CommentThreadView,
  type DocumentComments,
  maxCommentsPerThread,
  maxThreadsPerDocument,
} from "./comments";

const threadColumns = {
  id: true,
  state: true,
  quotation: true,
  block: true,
  fromOffset: true,
  toOffset: true,
  createdAt: true,
  comments: {
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: maxCommentsPerThread,
    omit: { body: true, idempotencyKey: true },
  },
} satisfies Prisma.CommentThreadSelect;

type ThreadRow = Prisma.CommentThreadGetPayload<{ select: typeof threadColumns }>;

/** The comments of a document that the viewer may read, in the order of their passages. @throws 404 */
export async function listComments(
  viewer: Viewer,
  id: string | undefined,
  filter: CommentFilter = "open",
): Promise<{ document: StandingDocument; comments: DocumentComments }> {
  const document = await findStanding(viewer, id);
  const [rows, access] = await Promise.all([
    db.commentThread.findMany({
      where: { documentId: document.id },
      take: maxThreadsPerDocument,
      select: threadColumns,
    }),
    accessIn(viewer, document.spaceId),
  ]);
  const living = rows.filter(({ comments }) => comments.some(({ state }) => isReadableState(state)));
  const shown = living.filter(({ state }) => filter === "all" || state === filter);
  const views = await viewsOf(viewer, shown, access === "write");
  return {
    document,
    comments: {
      threads: views.sort(inOrder),
      mayComment: mayComment(viewer, document),
      key: newId(),
      open: living.filter(({ state }) => state === "open").length,
      resolved: living.filter(({ state }) => state === "resolved").length,
    },
  };
}

/** In the order of the text; comments on deleted passages last. */
function inOrder({ location: one }: CommentThreadView, { location: other }: CommentThreadView): number {
  if (!one || !other) return Number(one === null) - Number(other === null);
  return one.block - other.block || one.from - other.from;
}

async function viewsOf(
  viewer: Viewer,
  rows: readonly ThreadRow[],
  writes: boolean,
): Promise<CommentThreadView[]> {
  const comments = rows.flatMap((row) => row.comments);
  const [people, organisations] = await Promise.all([
    db.person.findMany({
      where: { id: { in: [...new Set(comments.map(({ authorId }) => authorId))] } },
      select: { id: true, name: true },
    }),
    readOrganisations(
      viewer,
      comments.map(({ organisationId }) => organisationId),
    ),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    resolved: row.state === "resolved",
    quotation: row.quotation,
    location: locationOf(row),
    mayResolve: writes || row.comments[0]?.authorId === viewer.personId,
    comments: row.comments.map((comment) => {
      const [organisation] = organisations([comment.organisationId]);
      const isLiving = isReadableState(comment.state);
      return {
        id: comment.id,
        author: names.get(comment.authorId) ?? "",
        organisation: organisation ? (organisation.acronym ?? organisation.name) : null,
        at: comment.createdAt.toISOString(),
        body: isLiving ? (comment.parsed as unknown as ParsedBody).blocks : null,
        mine: comment.authorId === viewer.personId,
        mayDelete: isLiving && (comment.authorId === viewer.personId || isSecretariat(viewer)),
      };
    }),
  }));
}
