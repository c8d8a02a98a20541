import { db, inTransaction } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { createDocument } from "../../app/documents/create.server";
import { createNetworkSpace } from "../../app/workspaces/spaces.server";

/** The id of the persona whose mail address begins so. */
export async function personOf(start: string): Promise<string> {
  return (await db.person.findFirstOrThrow({ where: { email: { startsWith: start } } })).id;
}

/** A blank text in the network's space, begun by JMED's focal point. */
export async function makeText(): Promise<string> {
  const authorId = await personOf("jmed.point-focal");
  return await inTransaction(async (tx) => {
    const spaceId = await createNetworkSpace(tx, "Espace du réseau");
    const row = { authorId, idempotencyKey: newId(), title: "Texte d’essai", organisationId: null };
    return (await createDocument(tx, { ...row, spaceId, themeIds: [] })).id;
  });
}
