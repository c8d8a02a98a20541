/**
 * Recommendations addressed to Niger and to others, with their authority, citation and date; the wording is ours, after
 * the sources. For the follow-up of recommendations.
 */
import { nationalRecommendations } from "./recommendations-national";
import { unitedNationsRecommendations } from "./recommendations-united-nations";
import type { Recommendation } from "./types";

export const recommendations: readonly Recommendation[] = [
  ...unitedNationsRecommendations,
  ...nationalRecommendations,
];
