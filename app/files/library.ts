import type { FileKind, Preview } from "./files";

export const libraryAccesses = ["network", "public"] as const;
export type LibraryAccess = (typeof libraryAccesses)[number];

export const maxCollectionNameLength = 120;
export const maxCollectionDescriptionLength = 1_000;
/** Maximum number of files shown of a collection. */
export const maxCollectionFiles = 200;
export const libraryPageSize = 30;

/** The facets, which are the names of their query parameters. */
export const libraryFacets = ["nature", "theme", "langue", "annee", "organisation"] as const;
export type LibraryFacet = (typeof libraryFacets)[number];

export type LibraryQuery = { q: string; page: number } & Record<LibraryFacet, string>;

/** A file in a list of the library. */
export interface LibraryRow {
  id: string;
  name: string;
  description: string;
  kind: FileKind;
  language: string | null;
  year: number | null;
  size: number;
  organisation: string | null;
  access: LibraryAccess;
  thumb: Preview | null;
}

export interface FacetCount {
  value: string;
  label: string;
  count: number;
}

export interface LibraryResult {
  rows: LibraryRow[];
  total: number;
  facets: Record<LibraryFacet, FacetCount[]>;
}

/** Path of a library page with these choices. */
export function libraryPath(query: Partial<LibraryQuery>): string {
  const params = new URLSearchParams();
  if (query.q) params.set("q", query.q);
  for (const name of libraryFacets) if (query[name]) params.set(name, query[name]);
  if (query.page && query.page > 1) params.set("page", String(query.page));
  return params.size > 0 ? `/bibliotheque?${params}` : "/bibliotheque";
}

/** Path of a file's page in the library. */
export const libraryFilePath = (id: string): string => `/bibliotheque/${id}`;
