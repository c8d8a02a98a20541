import { normalise } from "../search-language/words";

/** The key for comparing words of a table (the normaliser of words). An empty key equals nothing. */
export const wordKey = normalise;

/** The key of a column's title: without additions in brackets ("Nom (obligatoire)") and without a plural s. */
export const titleKey = (title: string): string =>
  wordKey(title.replace(/\([^)]{0,200}\)|\*/g, (added) => (/^\(s\)$/i.test(added) ? "" : " ")))
    .split(" ")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word))
    .join(" ");
