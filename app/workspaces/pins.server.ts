import { recordEvent } from "../audit/record-event.server";
import { visibleStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { facilitatedSpaces } from "./access.server";
import { maxPins } from "./pins";
import type { PinAction } from "./pins-form.server";
import { findManageableSpace } from "./space-lifecycle.server";

/** Result; `full` when the maximum number of pins is reached. */
export type PinResult = "done" | "full";

/** Whether a viewer may pin items in a space. */
export async function mayPin(viewer: Viewer, spaceId: string): Promise<boolean> {
  return (
    (await db.space.count({
      where: { AND: [{ id: spaceId, state: "active" }, facilitatedSpaces(viewer)] },
    })) > 0
  );
}

/**
 * Pins a thread or document in its space, or unpins it. Idempotent.
 * @throws 404 or 403 when the viewer does not manage the space, 404 when the item is not in it.
 */
export async function changePins(
  viewer: Viewer,
  spaceId: string | undefined,
  act: PinAction,
): Promise<PinResult> {
  const space = await findManageableSpace(viewer, spaceId);
  if (space.state !== "active") forbidden();
  return await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Space" WHERE "id" = ${space.id}::uuid FOR UPDATE`;
    return act.what === "pin" ? await pin(tx, viewer, space.id, act) : await unpin(tx, viewer, space.id, act);
  });
}

const pinned = ({ kind, id }: PinAction) => (kind === "thread" ? { threadId: id } : { documentId: id });

const namedIn = ({ kind, id }: PinAction) => (kind === "thread" ? { thread: id } : { document: id });

async function pin(tx: Database, viewer: Viewer, spaceId: string, act: PinAction): Promise<PinResult> {
  const where = { id: act.id, spaceId, state: { in: visibleStates(viewer) } };
  const there = act.kind === "thread" ? tx.thread.count({ where }) : tx.document.count({ where });
  if ((await there) === 0) notFound();
  if (await tx.spacePin.count({ where: { spaceId, ...pinned(act) } })) return "done";
  if ((await tx.spacePin.count({ where: { spaceId } })) >= maxPins) return "full";
  await tx.spacePin.create({ data: { id: newId(), spaceId, ...pinned(act), createdAt: now() } });
  await recordEvent(tx, viewer, "space.pinned", spaceId, namedIn(act));
  return "done";
}

async function unpin(tx: Database, viewer: Viewer, spaceId: string, act: PinAction): Promise<PinResult> {
  const { count } = await tx.spacePin.deleteMany({ where: { spaceId, ...pinned(act) } });
  if (count > 0) await recordEvent(tx, viewer, "space.unpinned", spaceId, namedIn(act));
  return "done";
}
