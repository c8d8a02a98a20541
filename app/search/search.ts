import type { MarkedPart } from "../search-language/marks";

/** Kinds of hits, in display order. */
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

/** A link target. */
export interface Hit {
  kind: Kind;
  id: string;
  title: string;
  /** Its context: the space of a thread, the organisation of a person. */
  place: string | null;
  to: string;
  /** The title with the words of the query marked. */
  marked?: MarkedPart[];
  /** The part of a thread or document in which the words stand. */
  excerpt?: MarkedPart[];
}

export interface SearchResults {
  hits: Hit[];
  /** Kinds with more hits than shown. */
  more: Kind[];
}

/** Data of the search page. */
export interface SearchAnswer extends SearchResults {
  q: string;
  /** Recently viewed items; only without a query. */
  seen: Hit[];
}

/** Maximum number of hits of each kind; for more, refine the words or open the list of that kind. */
export const hitsPerKind = 6;
/** Maximum number of recently viewed items. */
export const maxRecent = 12;
export const maxQueryLength = 100;

/** Path of the search page for a query. */
export const searchPath = (q: string) => (q ? `/recherche?${new URLSearchParams({ q })}` : "/recherche");
