/** What an entry is about; a filter of the journal. */
export const kinds = [
  "access",
  "refusal",
  "rights",
  "export",
  "moderation",
  "publication",
  "contribution",
  "network",
] as const;
export type Kind = (typeof kinds)[number];
