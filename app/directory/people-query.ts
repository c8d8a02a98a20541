import type { PeopleQuery } from "./people-query-form.server";

/** Who sees a field of one's own card; never the public. The number is the rank that sees it. */
export const circles = [
  { rank: 1, name: "network" },
  { rank: 2, name: "organisation" },
  { rank: 3, name: "secretariat" },
] as const;

/** The parts of a card, each with its own circle: `nameRank`, `functionRank`… */
export const cardParts = ["name", "function", "topics", "reach", "email", "phone"] as const;
export type CardPart = (typeof cardParts)[number];

/** Usual circles: one's own organisations see who one is; nobody is shown a private address or number. */
export const defaultRanks: Record<CardPart, number> = {
  name: 2,
  function: 2,
  topics: 2,
  reach: 2,
  email: 3,
  phone: 3,
};

/** A person of the directory, with what one reader may see of them. */
export interface PersonEntry {
  id: string;
  name: string;
  function: string | null;
  organisations: { id: string; slug: string; name: string }[];
  themes: string[];
  languages: string[];
  reach: string | null;
  email: string | null;
  phone: string | null;
}

/** The address of the people's list for a query, without what is empty. */
export function peoplePath({ q, theme, langue, page }: PeopleQuery): string {
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const value of theme) params.append("theme", value);
  for (const value of langue) params.append("langue", value);
  if (page > 1) params.set("page", String(page));
  const search = params.toString();
  return search ? `/annuaire/personnes?${search}` : "/annuaire/personnes";
}

/** Beside another list a number of three figures says no more than that there are many, and costs at every letter. */
export const maxCounted = 100;
