import { Prisma } from "./generated/client";

/**
 * Whether a text holds the words as they stand, in the normaliser's terms. Words without a letter or a digit are found nowhere;
 * nothing of them reaches LIKE as a pattern, since normalised words hold no signs.
 */
export const containsWords = (text: Prisma.Sql, words: string): Prisma.Sql =>
  Prisma.sql`public.normalise(${text}) LIKE '%' || public.word_key(${words}) || '%'`;
