import { z } from "zod";
import { choiceField, cleanText, lineField } from "../http/fields";
import { isLanguage } from "../organisations/vocabulary";

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
export const usualRanks: Record<CardPart, number> = {
  ...{ name: 2, function: 2, topics: 2, reach: 2 },
  ...{ email: 3, phone: 3 },
};

const rank = (part: CardPart) =>
  z.coerce.number().int().min(1).max(3).catch(usualRanks[part]).default(usualRanks[part]);

const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(choiceField()).max(40),
);

/** What a person says of themselves, and to whom. */
export const cardSchema = z.object({
  function: lineField({ max: 160 }).optional().default(""),
  reach: lineField({ max: 300 }).optional().default(""),
  phone: lineField({ max: 60 }).optional().default(""),
  languages: several.transform((values) => values.filter(isLanguage)),
  themes: several,
  ...{ nameRank: rank("name"), functionRank: rank("function"), topicsRank: rank("topics") },
  ...{ reachRank: rank("reach"), emailRank: rank("email"), phoneRank: rank("phone") },
});
export type OwnCard = z.infer<typeof cardSchema>;

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

const values = z.array(choiceField()).max(40).catch([]);

/** The address of the people's list; anything unknown in it is ignored. */
const peopleQuerySchema = z.object({
  q: z.string().transform((value) => cleanText(value).slice(0, 200)),
  ...{ theme: values, langue: values },
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const readPeopleQuery = (params: URLSearchParams): PeopleQuery =>
  peopleQuerySchema.parse({
    ...{ q: params.get("q") ?? "", page: params.get("page") ?? 1 },
    ...{ theme: params.getAll("theme"), langue: params.getAll("langue") },
  });

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
export const mostCounted = 100;
