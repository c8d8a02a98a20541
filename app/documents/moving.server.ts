import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import type { MovePreview } from "../workspaces/moving";
import { type Movable, mayMove, performMove, prepareMove } from "../workspaces/moving.server";
import type { Move } from "../workspaces/moving-form.server";
import { mayPin } from "../workspaces/pins.server";
import type { PermissionsInSpace } from "../workspaces/space-acts";
import { readableDocuments } from "./rights.server";

/** A document's relation to its space, and what the viewer may change there. */
export async function documentPermissionsInSpace(
  viewer: Viewer,
  document: { id: string; spaceId: string; authorId: string },
): Promise<PermissionsInSpace> {
  const [pins, pin, alone] = await Promise.all([
    db.spacePin.count({ where: { documentId: document.id, spaceId: document.spaceId } }),
    mayPin(viewer, document.spaceId),
    isAlone(viewer, document),
  ]);
  return {
    pinned: pins > 0,
    mayPin: pin,
    mayMove: await mayMove(viewer, { spaceId: document.spaceId, alone }),
  };
}

/** Opening a document for writing binds a client id, so these ids tell whether others may have written in it. */
async function isAlone(viewer: Viewer, { id, authorId }: { id: string; authorId: string }): Promise<boolean> {
  if (authorId !== viewer.personId) return false;
  return (
    (await db.documentClient.count({ where: { documentId: id, personId: { not: viewer.personId } } })) === 0
  );
}

async function findMovable(viewer: Viewer, id: string | undefined): Promise<Movable> {
  const document = id
    ? await db.document.findFirst({
        where: { id, ...readableDocuments(viewer) },
        select: { id: true, slug: true, title: true, spaceId: true, authorId: true },
      })
    : null;
  if (!document) notFound();
  return { ...document, alone: await isAlone(viewer, document) };
}

/** The spaces a document may move to, and who would gain or lose access. @throws 404, 403 */
export async function prepareDocumentMove(
  viewer: Viewer,
  id: string | undefined,
  to?: string,
): Promise<MovePreview> {
  return await prepareMove(viewer, await findMovable(viewer, id), to);
}

/**
 * Moves a document to another space. @returns false when its readers changed since the page was shown. @throws 404, 403
 */
export async function moveDocument(viewer: Viewer, id: string | undefined, move: Move): Promise<boolean> {
  const document = await findMovable(viewer, id);
  const { spaceId: from } = document;
  return await performMove(viewer, document, move, async (tx) => {
    const { count } = await tx.document.updateMany({
      where: { id: document.id, spaceId: from },
      data: { spaceId: move.to },
    });
    if (count === 0) return false;
    await recordEvent(tx, viewer, "document.moved", document.id, { before: from, to: move.to });
    return true;
  });
}
