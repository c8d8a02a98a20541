import { cleanText } from "./fields";
import { isUuid } from "./uuid";

/** A place in a list that is sorted by a text and then by id: the list goes on after it, however long it is. */
export interface Cursor {
  key: string;
  id: string;
}

/** What a list is asked for: words to narrow it by, and where to go on. */
export interface Listing {
  q: string;
  after: Cursor | null;
}

/** One part of a list. */
export interface Page<Row> {
  rows: Row[];
  /** Where the next part begins; null at the end. */
  next: Cursor | null;
  total: number;
}

/** So many rows to a part. */
export const rowsPerPage = 50;

/** Reads what a list is asked for; whatever makes no sense is left out. */
export function readListing(params: URLSearchParams): Listing {
  return {
    q: cleanText(params.get("q") ?? "").slice(0, 200),
    after: readPlace(params.get("apres")),
  };
}

/**
 * Reads a place from an address. It carries what the list is sorted by, so that no row is looked up for it: where a row sorts that
 * one may not see would tell of it.
 */
export function readPlace(value: string | null): Cursor | null {
  const given = cleanText(value ?? "");
  const id = given.slice(0, 36);
  return isUuid(id) ? { id, key: given.slice(36, 400) } : null;
}

/** A place as an address carries it. */
export const writePlace = ({ id, key }: Cursor): string => id + key;

/** The address of a part of a list, with what narrows it. */
export function listingPath(
  address: string,
  { q, after, ...filters }: { q?: string; after?: Cursor | null } & Record<string, unknown>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, q })) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  if (after) params.set("apres", writePlace(after));
  return params.size > 0 ? `${address}?${params}` : address;
}

/** Cuts what was read, one row more than a part holds, into the part and the place where the next one begins. */
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
