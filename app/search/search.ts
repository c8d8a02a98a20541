/** The kinds of things that can be found, in the order in which they are shown. */
export const kinds = [
  "space",
  "theme",
  "thread",
  "document",
  "task",
  "date",
  "organisation",
  "person",
] as const;
export type Kind = (typeof kinds)[number];

/** Something to go to. */
export interface Hit {
  kind: Kind;
  id: string;
  title: string;
  /** Where it stands: the space of a thread, the organisation of a person. */
  place: string | null;
  to: string;
}

export interface SearchResults {
  hits: Hit[];
  /** Kinds of which there is more than is shown. */
  more: Kind[];
}

/** What the page of the finder is made from. */
export interface SearchAnswer extends SearchResults {
  q: string;
  /** What was seen lately; only where nothing is asked. */
  seen: Hit[];
}

/** So many of a kind; who looks for more narrows the words, or asks the list of that kind. */
export const hitsPerKind = 6;
/** So many of what was seen lately. */
export const maxRecent = 12;
export const maxQueryLength = 100;

/** The address of what is looked for. */
export const searchPath = (q: string) => (q ? `/recherche?${new URLSearchParams({ q })}` : "/recherche");
