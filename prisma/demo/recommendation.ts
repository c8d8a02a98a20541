/** Fills in what most recommendations leave empty. */
import type { Recommendation } from "./types";

type Given = Omit<
  Recommendation,
  "addresseeOrganisations" | "recommendingState" | "response" | "note" | "uncertain"
>;

export function recommendation(given: Given & Partial<Recommendation>): Recommendation {
  return {
    addresseeOrganisations: [],
    recommendingState: null,
    response: null,
    note: null,
    uncertain: false,
    ...given,
  };
}
