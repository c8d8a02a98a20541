import { z } from "zod";
import { cleanText } from "../http/fields";
import { choiceField, lineField } from "../http/form-fields.server";
import { isLanguage } from "../organisations/controlled-vocabulary";
import { type CardPart, defaultRanks } from "./people-query";

const rank = (part: CardPart) =>
  z.coerce.number().int().min(1).max(3).catch(defaultRanks[part]).default(defaultRanks[part]);

const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(choiceField()).max(40),
);

/** Fields of a person's card, with their visibility. */
export const cardSchema = z.object({
  function: lineField({ max: 160 }).optional().default(""),
  reach: lineField({ max: 300 }).optional().default(""),
  phone: lineField({ max: 60 }).optional().default(""),
  languages: several.transform((values) => values.filter(isLanguage)),
  themes: several,
  nameRank: rank("name"),
  functionRank: rank("function"),
  topicsRank: rank("topics"),
  reachRank: rank("reach"),
  emailRank: rank("email"),
  phoneRank: rank("phone"),
  /** Values of the secretariat's fields, as typed, and their visibility; by id. */
  custom: z.record(z.uuid(), z.string().max(2_000)).optional().default({}),
  customRank: z.record(z.uuid(), z.coerce.number().int().min(1).max(3).catch(3)).optional().default({}),
});
export type OwnCard = z.infer<typeof cardSchema>;

const values = z.array(choiceField()).max(40).catch([]);

/** Query parameters of the people's list; unknown values are ignored. */
const peopleQuerySchema = z.object({
  q: z.string().transform((value) => cleanText(value).slice(0, 200)),
  theme: values,
  langue: values,
  /** Values of the secretariat's fields: "A:oui". */
  champ: values.transform((chosen) => chosen.filter((value) => /^[A-Z0-9]:./.test(value))),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const readPeopleQuery = (params: URLSearchParams): PeopleQuery =>
  peopleQuerySchema.parse({
    q: params.get("q") ?? "",
    page: params.get("page") ?? 1,
    theme: params.getAll("theme"),
    langue: params.getAll("langue"),
    champ: params.getAll("champ"),
  });
