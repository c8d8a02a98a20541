import { spacePath } from "../workspaces/spaces";

/** One kind of thing that waits for a decision of the viewer. */
export type Decision =
  | { kind: "candidates" | "requests" | "proposals" | "erasures" | "ownProposals"; count: number }
  | { kind: "entries"; count: number; space: { id: string; slug: string; name: string } };

const pages = {
  candidates: "/secretariat/organisations?etat=candidate",
  requests: "/secretariat/demandes",
  proposals: "/secretariat/annuaire",
  erasures: "/secretariat/effacements",
  ownProposals: "/mon-organisation",
} as const;

/** The page on which the decision is made. */
export const decisionPath = (decision: Decision): string =>
  decision.kind === "entries" ? spacePath(decision.space, "membres") : pages[decision.kind];
