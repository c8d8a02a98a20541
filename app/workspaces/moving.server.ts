import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { accessIn, facilitatedSpaces, writableSpaces } from "./access.server";
import type { MovePreview } from "./moving";
import type { Move } from "./moving-form.server";
import { compareReaders } from "./readers.server";
import { spaceColumns } from "./spaces.server";

/** A thread or a text that may go to another space. */
export interface Movable {
  id: string;
  slug: string;
  title: string;
  spaceId: string;
  /** The viewer began it, and nobody else has put a word into it. */
  alone: boolean;
}

/** More spaces than anybody looks through in one list. */
const maxTargets = 300;

/**
 * Whether a viewer may take something out of its space. Others' words were written for those who read them there: who
 * runs the space answers for that, and whoever is alone in it.
 */
export async function mayMove(viewer: Viewer, { spaceId, alone }: Pick<Movable, "spaceId" | "alone">) {
  if ((await accessIn(viewer, spaceId)) !== "write") return false;
  const runs = { AND: [{ id: spaceId }, facilitatedSpaces(viewer)] };
  return alone || (await db.space.count({ where: runs })) > 0;
}

/**
 * Where something may go, and what that means once a place is chosen: who gains and who loses sight of it.
 * @throws 403 to who may not take it away; 404 for a place that is not theirs to write in.
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
 * Moves something, when those whose sight of it changes are still the ones that were named. The database raises the
 * rights of whoever read it where it was, so that live connections end that must.
 * @param write puts it there, if it still is where it was. @returns false when nothing was done: look again.
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
