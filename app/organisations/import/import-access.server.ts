import { allows } from "../../authorization/policy";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { notFound } from "../../http/errors";
import { organisationsPolicy } from "../policy";

/** @throws 404 for everyone who may not import. */
export function requireManager(viewer: Viewer): void {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
}

/** An import that the viewer may see. @throws 404 */
export async function findImport(viewer: Viewer, id: string | undefined) {
  requireManager(viewer);
  const row = id ? await db.directoryImport.findUnique({ where: { id } }) : null;
  // Pending imports are visible to their owner only: the file may contain data not yet reviewed.
  if (!row || (row.personId !== viewer.personId && !row.writtenAt)) notFound();
  return row;
}

/** The same; null once it is written. */
export async function findOpenImport(viewer: Viewer, id: string | undefined) {
  const row = await findImport(viewer, id);
  return row.writtenAt ? null : row;
}
