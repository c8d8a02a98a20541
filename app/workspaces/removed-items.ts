import { idFromAddress } from "../http/addresses";

/** The page to show after a task or a date was removed: it offers to restore it. */
export const removedPath = (page: string, id: string): string => `${page}?supprime=${id}`;

/** What the address of such a page says was removed. */
export const readRemoved = (params: URLSearchParams): string | undefined =>
  idFromAddress(params.get("supprime") ?? undefined);
