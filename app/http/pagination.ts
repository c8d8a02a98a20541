import { cleanText } from "./fields";
import { isUuid } from "./uuid";

/**
 * A cursor in a list sorted by a text key, then by id: the next page starts after it, at the same cost on every
 * page.
 */
export interface Cursor {
  key: string;
  id: string;
}

/** The parameters of a list: words to filter by, and the cursor. */
export interface Listing {
  q: string;
  after: Cursor | null;
}

/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** The cursor of the next page; null on the last one. */
  next: Cursor | null;
  total: number;
}

export const rowsPerPage = 50;

/** Reads the parameters of a list; invalid values are ignored. */
export function readListing(params: URLSearchParams): Listing {
  return {
    q: cleanText(params.get("q") ?? "").slice(0, 200),
    after: readCursor(params.get("apres")),
  };
}

/**
 * Reads a cursor from the URL. It carries the sort key, so that no row is looked up: the sort position of a row
 * that the viewer may not see would disclose its content.
 */
export function readCursor(value: string | null): Cursor | null {
  const given = cleanText(value ?? "");
  const id = given.slice(0, 36);
  return isUuid(id) ? { id, key: given.slice(36, 400) } : null;
}

/** A cursor as a URL parameter. */
export const writeCursor = ({ id, key }: Cursor): string => id + key;

/** The URL of a page of a list, with its filters. */
export function listingPath(
  address: string,
  { q, after, ...filters }: { q?: string; after?: Cursor | null } & Record<string, unknown>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, q })) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  if (after) params.set("apres", writeCursor(after));
  return params.size > 0 ? `${address}?${params}` : address;
}

/** Splits rows, read with one more than a page holds, into the page and the cursor of the next one. */
export function pageOf<Row extends Cursor, Shown>(
  rows: readonly Row[],
  total: number,
  show: (row: Row) => Shown,
): Page<Shown> {
  const shown = rows.slice(0, rowsPerPage);
  const last = shown.at(-1);
  const next = rows.length > rowsPerPage && last ? { key: last.key, id: last.id } : null;
  return { rows: shown.map(show), next, total };
}
