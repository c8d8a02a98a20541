import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { facilitatedSpaces, spacesWithoutFacilitator } from "./access.server";

/** What a viewer may do with the members of a space. */
export interface ManagementRights {
  /** Every action: the viewer manages the space. */
  canManage: boolean;
  /** The space has no facilitator: an administrator may appoint one of its members, and nothing else. */
  canAppointFacilitator: boolean;
  /** Members can be added and promoted: false once the space is archived or deleted. */
  active: boolean;
}

/** Result of an action; `last` when the space would lose its last facilitator. */
export type ActionResult = "done" | "last";

/** The space's manager controls its members; without a facilitator, administrators may appoint one member. */
export async function managementRights(viewer: Viewer, id: string): Promise<ManagementRights> {
  const found = (rule: Prisma.SpaceWhereInput) => db.space.count({ where: { AND: [{ id }, rule] } });
  const [managed, unfacilitated, active] = await Promise.all([
    found(facilitatedSpaces(viewer)),
    // Archived spaces included: without a facilitator they could never be restored. Deleted spaces are erased anyway.
    found({ AND: [spacesWithoutFacilitator(viewer), { state: { in: ["active", "archived"] } }] }),
    found({ state: "active" }),
  ]);
  return {
    canManage: managed > 0,
    canAppointFacilitator: managed === 0 && unfacilitated > 0,
    active: active > 0,
  };
}
