import { Prisma } from "./generated/client";

/**
 * Whether a string contains these words in this order, after normalisation. Words without a letter or a digit
 * match nothing. Normalised words contain no punctuation, so no LIKE wildcard can come from the input.
 */
export const containsWords = (text: Prisma.Sql, words: string): Prisma.Sql =>
  Prisma.sql`public.normalise(${text}) LIKE '%' || public.word_key(${words}) || '%'`;
