import { actingFor, recordEvent } from "../audit/record-event.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { inTransaction } from "../db/database.server";
import { badRequest, forbidden } from "../http/errors";
import { requireSpaceWriter } from "../workspaces/access.server";
import {
  findStanding,
  lockDocument,
  managesDocument,
  type StandingDocument,
} from "./documents-access.server";
import { freezeNow } from "./editions/freeze.server";
import { actionsFrom, type StatusAction, transitions } from "./status";

/** A document and what the viewer may do with its status. @throws 404, 403 for readers */
export async function findStatus(viewer: Viewer, id: string | undefined) {
  const document = await findStanding(viewer, id);
  await requireSpaceWriter(viewer, document.spaceId);
  const manages = await managesDocument(viewer, document);
  return { document, actions: actionsFrom(document.status, { manages }) };
}

/**
 * Changes the status of a document. Idempotent. @throws 404, 403 for those who may not, 400 where the status has changed since the
 * page was shown
 */
export async function changeStatus(
  viewer: Viewer,
  id: string | undefined,
  action: StatusAction,
): Promise<StandingDocument> {
  const { document } = await findStatus(viewer, id);
  if (action === "freeze") {
    await freezeNow(viewer, document.id);
    return document;
  }
  const { from, to, managers } = transitions[action];
  // Somebody else was faster.
  if (document.status === to) return document;
  await inTransaction(async (tx) => {
    await lockDocument(tx, document.id);
    await requireSpaceWriter(viewer, document.spaceId, tx);
    if (managers && !(await managesDocument(viewer, document, tx))) forbidden("read-only");
    const { count } = await tx.document.updateMany({
      where: { id: document.id, spaceId: document.spaceId, status: { in: [...from] } },
      data: { status: to },
    });
    if (count === 0) badRequest();
    const [organisationId] = voicesOf(viewer);
    await recordEvent(tx, actingFor(viewer, organisationId), "document.status-changed", document.id, {
      state: to,
    });
  });
  return document;
}
