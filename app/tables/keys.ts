/**
 * The key by which words of a table are compared: no case, accents or signs; letters and digits of every script.
 * An empty key equals nothing.
 */
export const wordKey = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The key of a column's title: without what people add in brackets ("Nom (obligatoire)") and without a plural's s. */
export const titleKey = (title: string): string =>
  wordKey(title.replace(/\([^)]*\)|\*/g, (added) => (/^\(s\)$/i.test(added) ? "" : " ")))
    .split(" ")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word))
    .join(" ");
