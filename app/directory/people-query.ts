import type { ShownField } from "../organisations/custom-fields/custom-fields";
import type { PeopleQuery } from "./people-query-form.server";

/** Who sees a part of a person's card; never the public. The number is the minimum rank. */
export const circles = [
  { rank: 1, name: "network" },
  { rank: 2, name: "organisation" },
  { rank: 3, name: "secretariat" },
] as const;

/** Parts of a card, each with its own visibility: `nameRank`, `functionRank`… */
export const cardParts = ["name", "function", "topics", "reach", "email", "phone"] as const;
export type CardPart = (typeof cardParts)[number];

/** Defaults: own organisations see the name; personal addresses and numbers are hidden. */
export const defaultRanks: Record<CardPart, number> = {
  name: 2,
  function: 2,
  topics: 2,
  reach: 2,
  email: 3,
  phone: 3,
};

/** A person of the directory, with the fields one reader may see. */
export interface PersonEntry {
  id: string;
  name: string;
  picture: string | null;
  function: string | null;
  organisations: { id: string; slug: string; name: string }[];
  themes: string[];
  languages: string[];
  reach: string | null;
  email: string | null;
  phone: string | null;
  /** Values of the secretariat's fields. */
  custom: ShownField[];
}

/** URL of the people's list for a query, without empty parameters. */
export function peoplePath({ q, theme, langue, champ, page }: PeopleQuery): string {
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const value of theme) params.append("theme", value);
  for (const value of langue) params.append("langue", value);
  for (const value of champ) params.append("champ", value);
  if (page > 1) params.set("page", String(page));
  const search = params.toString();
  return search ? `/annuaire/personnes?${search}` : "/annuaire/personnes";
}

/** Maximum counted: the number beside the other list needs no more digits, and counting runs at every keystroke. */
export const maxCounted = 100;
