import type { Viewer } from "../authorization/viewer";
import { countRequests } from "../invitations/requests.server";
import { countCandidates } from "../membership/admissions.server";
import { countProposals } from "../organisations/profile/proposals.server";
import { countErasureRequests } from "../personal-data/erasure.server";
import { countMessages } from "./contact.server";

/** Decisions that wait for the secretariat, by kind. */
export interface WaitingDecisions {
  candidates: number;
  requests: number;
  proposals: number;
  messages: number;
  /** Zero for viewers who may not decide on erasures. */
  erasures: number;
}

/** Counts the decisions that wait for this member of the secretariat. @throws 404 for others */
export async function countWaiting(viewer: Viewer): Promise<WaitingDecisions> {
  const [candidates, requests, proposals, messages, erasures] = await Promise.all([
    countCandidates(viewer),
    countRequests(viewer),
    countProposals(viewer),
    countMessages(viewer),
    viewer.role === "administrator" ? countErasureRequests(viewer) : 0,
  ]);
  return { candidates, requests, proposals, messages, erasures };
}
