import { type Database, db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { standingOf, type Viewer } from "../http/viewer";
import { now } from "../ports/ports.server";

/** What a viewer may do in a space; threads and documents take their rights from here. */
export type SpaceAccess = "write" | "read";

/**
 * The spaces a viewer may read, as a condition for queries of what they hold: finding through the viewer is the
 * authorisation. Members and the secretariat read the network's space; others what they were let into by name.
 */
export function readableSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  if (standingOf(viewer) !== "observer") return {};
  return { guests: { some: { personId: viewer.personId } } };
}

/** What a viewer may do in a space that they can read. */
export function accessIn(viewer: Viewer): SpaceAccess {
  return standingOf(viewer) === "observer" ? "read" : "write";
}

/** The network's own space. @throws 404 to whoever may not read it. */
export async function findNetworkSpace(
  viewer: Viewer,
): Promise<{ id: string; name: string; access: SpaceAccess }> {
  const space = await db.space.findFirst({
    where: { kind: "network", ...readableSpaces(viewer) },
    select: { id: true, name: true },
  });
  if (!space) notFound();
  return { ...space, access: accessIn(viewer) };
}

/** Makes the network's own space; written twice, it changes nothing. @returns its id. */
export async function createNetworkSpace(tx: Database, name: string): Promise<string> {
  const { id } = await tx.space.upsert({
    where: { slug: "reseau" },
    create: { id: newId(), kind: "network", slug: "reseau", name, createdAt: now() },
    update: {},
  });
  return id;
}

/** Lets a person read a space by name. */
export async function letIn(tx: Database, spaceId: string, personId: string): Promise<void> {
  await tx.spaceGuest.create({ data: { spaceId, personId, role: "reader", createdAt: now() } });
}
