import { isSecretariat, type Viewer } from "../authorization/viewer";
import { countProposals } from "../organisations/profile/proposals.server";
import { countWaiting } from "../secretariat/waiting.server";
import { listSpacesWithRequests } from "../workspaces/waiting-requests.server";
import type { Decision } from "./decisions";

/** Maximum number of spaces listed with their requests. */
const maxSpaces = 3;

/** What waits for a decision of the viewer: as secretariat, as focal point, as facilitator. */
export async function listDecisions(viewer: Viewer): Promise<Decision[]> {
  const [network, spaces] = await Promise.all([
    isSecretariat(viewer) ? networkDecisions(viewer) : ownProposals(viewer),
    listSpacesWithRequests(viewer, maxSpaces),
  ]);
  return [...network, ...spaces.map(({ count, ...space }) => ({ kind: "entries" as const, count, space }))];
}

async function networkDecisions(viewer: Viewer): Promise<Decision[]> {
  const waiting = await countWaiting(viewer);
  return (["candidates", "requests", "proposals", "erasures"] as const)
    .filter((kind) => waiting[kind] > 0)
    .map((kind) => ({ kind, count: waiting[kind] }));
}

async function ownProposals(viewer: Viewer): Promise<Decision[]> {
  if (!viewer.memberships.some(({ role }) => role === "focal_point")) return [];
  const count = await countProposals(viewer);
  return count > 0 ? [{ kind: "ownProposals", count }] : [];
}
