import { randomInt } from "node:crypto";
import { type Viewer, voicesOf } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { now } from "../../services/services.server";

/**
 * Binds Yjs client ids to persons. A binding is permanent: a forged struct under another person's id would make that
 * person's later updates look like duplicates. A person may reuse their own ids, so pending updates can be sent after a
 * crash.
 */

/** Binds an unused client id of this document to this person. */
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

/** Whether all of these client ids of this document are bound to this person. */
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
