import { idFromAddress } from "../http/addresses";

/** Path shown after removing a task or date; the page offers to restore it. */
export const removedPath = (page: string, id: string): string => `${page}?supprime=${id}`;

/** The removed item's id from the query of such a path. */
export const readRemoved = (params: URLSearchParams): string | undefined =>
  idFromAddress(params.get("supprime") ?? undefined);
