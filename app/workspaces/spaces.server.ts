import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import type { SpaceRole } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { accessIn, readableSpaces, type SpaceAccess } from "./access.server";
import type { SpaceSummary } from "./spaces";

/**
 * The network's own space.
 * @throws 404 for viewers who may not read it.
 */
export async function findNetworkSpace(
  viewer: Viewer,
): Promise<{ id: string; name: string; access: SpaceAccess }> {
  const space = await db.space.findFirst({
    where: { kind: "network", ...readableSpaces(viewer) },
    select: { id: true, name: true },
  });
  if (!space) notFound();
  return { ...space, access: await accessIn(viewer, space.id) };
}

/**
 * Creates the network's own space. Idempotent.
 * @returns its id.
 */
export async function createNetworkSpace(tx: Database, name: string): Promise<string> {
  const there = await tx.space.findFirst({ where: { kind: "network" }, select: { id: true } });
  if (there) return there.id;
  const { id } = await tx.space.create({
    data: { id: newId(), kind: "network", slug: "reseau", name, createdAt: now() },
  });
  return id;
}

/** Adds a person to a space by name, or changes their role. Idempotent. */
export async function upsertMember(
  tx: Database,
  spaceId: string,
  personId: string,
  role: SpaceRole = "reader",
  organisationId: string | null = null,
): Promise<void> {
  await tx.spaceMember.upsert({
    where: { spaceId_personId: { spaceId, personId } },
    create: { spaceId, personId, role, organisationId, createdAt: now() },
    update: { role, organisationId },
  });
}

/** Columns shown on every page of a space. */
export const spaceColumns = {
  id: true,
  slug: true,
  name: true,
  kind: true,
  visibility: true,
  confidentiality: true,
  state: true,
} as const;

/**
 * A space the viewer may read, with their access.
 * @throws 404
 */
export async function findReadableSpace(
  viewer: Viewer,
  id: string | undefined,
): Promise<SpaceSummary & { access: SpaceAccess }> {
  const space = id
    ? await db.space.findFirst({ where: { AND: [{ id }, readableSpaces(viewer)] }, select: spaceColumns })
    : null;
  if (!space) notFound();
  return { ...space, access: await accessIn(viewer, space.id) };
}
