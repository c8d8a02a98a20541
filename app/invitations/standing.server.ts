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

/** The policy rule for making an invitation with this target. */
export function rightFor({ organisationId, networkRole }: Opened): Rule {
  const kind = organisationId ? "organisation" : networkRole ? "network" : "guest";
  return invitationPolicy[`invite.${kind}`];
}

/**
 * Whether the granter (its maker, or the person who last sent or printed it) may still make this invitation. Checked when
 * it is sent and when it is accepted; inside a transaction that right is locked until the commit.
 */
export async function isStillGranted(
  tx: Database,
  { createdById, grantedById, spaceId, ...opened }: Standing,
): Promise<boolean> {
  const granter = await currentRights(tx, grantedById ?? createdById, { hold: tx !== db });
  if (!allows(granter, rightFor(opened), opened.organisationId)) return false;
  return !spaceId || (await isGuestSpaceOpen(tx, granter, spaceId));
}
