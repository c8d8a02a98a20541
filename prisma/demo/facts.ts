/**
 * Dated facts with their sources, for the pages of the themes and for later issues. The sentences are ours.
 * `themes.ts` gathers them by theme.
 */
import { networkFacts } from "./facts-network";
import { reportFacts } from "./facts-reports";
import type { Fact, ThemeSlug } from "./types";

export const facts: readonly Fact[] = [...networkFacts, ...reportFacts];

/** The facts that the page of a theme states, the newest first; those that want checking are left out. */
export function factsOf(theme: ThemeSlug): readonly Fact[] {
  return facts
    .filter((fact) => !fact.uncertain && fact.themes.includes(theme))
    .sort((a, b) => b.date.localeCompare(a.date));
}
