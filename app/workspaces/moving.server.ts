import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { accessIn, facilitatedSpaces, writableSpaces } from "./access.server";
import type { MovePreview } from "./moving";
import type { Move } from "./moving-form.server";
import { compareReaders } from "./readers.server";
import { spaceColumns } from "./spaces.server";

/** A thread or document that may move to another space. */
export interface Movable {
  id: string;
  slug: string;
  title: string;
  spaceId: string;
  /** The viewer created it and is its only author. */
  alone: boolean;
}

/** Maximum number of targets in the list. */
const maxTargets = 300;

/**
 * Whether a viewer may move an item out of its space: the space's manager, or the item's only author. Other authors wrote
 * for the readers of the current space.
 */
export async function mayMove(viewer: Viewer, { spaceId, alone }: Pick<Movable, "spaceId" | "alone">) {
  if ((await accessIn(viewer, spaceId)) !== "write") return false;
  const runs = { AND: [{ id: spaceId }, facilitatedSpaces(viewer)] };
  return alone || (await db.space.count({ where: runs })) > 0;
}

/**
 * Possible targets, and for a chosen target the people who gain and lose access.
 * @throws 403 when the viewer may not move the item; 404 for a target they cannot write in.
 */
export async function prepareMove(viewer: Viewer, thing: Movable, to?: string): Promise<MovePreview> {
  if (!(await mayMove(viewer, thing))) forbidden("not-running");
  const elsewhere = { AND: [{ id: { not: thing.spaceId } }, writableSpaces(viewer)] };
  const [from, targets, space] = await Promise.all([
    db.space.findUniqueOrThrow({ where: { id: thing.spaceId }, select: spaceColumns }),
    db.space.findMany({
      where: elsewhere,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: maxTargets,
      select: { id: true, name: true },
    }),
    to ? db.space.findFirst({ where: { AND: [{ id: to }, elsewhere] }, select: spaceColumns }) : null,
  ]);
  if (to && !space) notFound();
  const { id, slug, title } = thing;
  const chosen = space && { space, ...(await compareReaders(from.id, space.id)) };
  return { id, slug, title, from, targets, chosen };
}

/**
 * Moves an item if the set of people who gain or lose access is unchanged since the page displayed it. A database trigger
 * raises the rights number of previous readers, which ends their live connections.
 * @param write updates the item's space, if it is still in the original one
 * @returns false when nothing was moved and the page must be shown again
 * @throws as `prepareMove`
 */
export async function performMove(
  viewer: Viewer,
  thing: Movable,
  { to, seen }: Move,
  write: (tx: Database) => Promise<boolean>,
): Promise<boolean> {
  const { chosen } = await prepareMove(viewer, thing, to);
  if (chosen?.seen !== seen) return false;
  return await inTransaction(write);
}
