import { currentRights } from "../accounts/current-rights.server";
import { allows, type Rule } from "../authorization/policy";
import type { NetworkRole } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { isGuestSpaceOpen } from "./guest-spaces.server";
import { invitationPolicy } from "./policy";

interface Opened {
  organisationId: string | null;
  networkRole: NetworkRole | null;
}

interface Standing extends Opened {
  spaceId: string | null;
  createdById: string;
  grantedById: string | null;
}

/** Who may make an invitation that opens this. */
export function rightFor({ organisationId, networkRole }: Opened): Rule {
  const kind = organisationId ? "organisation" : networkRole ? "network" : "guest";
  return invitationPolicy[`invite.${kind}`];
}

/**
 * Whether whoever stands for an invitation may still make it: its maker, or who last sent or printed it. Asked when it is sent and
 * when it is accepted; inside a transaction that right is held until its end.
 */
export async function isStillGranted(
  tx: Database,
  { createdById, grantedById, spaceId, ...opened }: Standing,
): Promise<boolean> {
  const granter = await currentRights(tx, grantedById ?? createdById, { hold: tx !== db });
  if (!allows(granter, rightFor(opened), opened.organisationId)) return false;
  return !spaceId || (await isGuestSpaceOpen(tx, granter, spaceId));
}
