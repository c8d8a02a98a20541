import {
  isGuest,
  isSecretariat,
  mayWrite,
  readsNetwork,
  type Viewer,
  voicesOf,
} from "../authorization/viewer";
import type { SpaceRole, SpaceSummary } from "./spaces";

/** A space and the viewer's relations to it, as one query reads them. */
export interface ViewerSpaceRelations {
  space: Pick<SpaceSummary, "kind" | "visibility" | "state">;
  /** The viewer's membership by name. */
  member: { role: SpaceRole; organisationId: string | null } | null;
  /** The viewer's organisations that are in it as a whole. */
  organisations: readonly { role: SpaceRole; organisationId: string }[];
  /** It has a facilitator. */
  facilitated: boolean;
  /** The viewer reads it, and belongs to it: answered by the query. */
  reads: boolean;
  inside: boolean;
}

/** The viewer's permissions in a space. */
export interface SpacePermissions {
  reads: boolean;
  writes: boolean;
  canManage: boolean;
  lacksFacilitator: boolean;
  inside: boolean;
  guest: boolean;
}

const canWrite = (role: SpaceRole) => role === "facilitator" || role === "member";

/**
 * The rules of access.server.ts applied to one space already read: a page needs all of them, and each as a condition
 * would be a query. access.test.ts checks that both agree for every persona and kind of space.
 */
export function spacePermissions(
  viewer: Viewer,
  { space, member, organisations, facilitated, reads, inside }: ViewerSpaceRelations,
): SpacePermissions {
  const voices = voicesOf(viewer);
  const open = space.visibility === "network";
  const speaks = member !== null && (!member.organisationId || voices.includes(member.organisationId));
  const writesThere =
    space.kind === "network" ||
    (open && isSecretariat(viewer)) ||
    (speaks && canWrite(member.role)) ||
    organisations.some((each) => voices.includes(each.organisationId) && canWrite(each.role));
  return {
    reads,
    inside,
    writes: mayWrite(viewer) && space.state === "active" && writesThere,
    canManage:
      mayWrite(viewer) && ((open && isSecretariat(viewer)) || (speaks && member.role === "facilitator")),
    lacksFacilitator: viewer.role === "administrator" && space.kind !== "network" && !facilitated,
    guest: isGuest(viewer) || (reads && member?.role === "guest"),
  };
}

/** Whether a viewer may know of a space: `knownSpaces` for one space, checked by the same test. */
export function isKnown(
  viewer: Viewer,
  {
    space,
    standing,
    invited,
  }: { space: ViewerSpaceRelations["space"]; standing: SpacePermissions; invited: boolean },
): boolean {
  if (standing.reads || standing.canManage || standing.lacksFacilitator) return true;
  const onRequest = space.visibility === "on_request" && readsNetwork(viewer);
  return space.state !== "deleted" && (invited || onRequest);
}
