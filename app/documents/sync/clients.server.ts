import { randomInt } from "node:crypto";
import { type Viewer, voicesOf } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { now } from "../../services/services.server";

/**
 * Which Yjs client id belongs to whom. A binding is for ever: a forged struct under another's id would delete that
 * person's later words. A person may go on under any of their own, so that work resumes after a power cut.
 */

/** An id that nobody has used in this text, bound to this person from now on. */
export async function freshClient(viewer: Viewer, documentId: string): Promise<number> {
  const clientId = randomInt(1, 0xffff_ffff);
  await db.documentClient.create({
    data: {
      documentId,
      clientId,
      personId: viewer.personId,
      organisationId: voicesOf(viewer)[0] ?? null,
      createdAt: now(),
    },
  });
  return clientId;
}

/** Whether all of these ids are this person's own in this text. */
export async function areOwn(
  viewer: Viewer,
  documentId: string,
  clientIds: readonly number[],
): Promise<boolean> {
  const ids = [...new Set(clientIds)];
  const own = await db.documentClient.count({
    where: { documentId, personId: viewer.personId, clientId: { in: ids } },
  });
  return own === ids.length;
}
