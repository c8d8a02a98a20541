import { normalise } from "../search-language/words";
import { notFound } from "./errors";
import { isUuid } from "./uuid";

/** The id at the front of an address such as `<id>-<slug>`; undefined when there is none. */
export function idFromAddress(segment: string | undefined): string | undefined {
  const id = segment?.slice(0, 36).toLowerCase();
  return id && isUuid(id) ? id : undefined;
}

/** The same, where there has to be one: what else stands in an address is no part of one that we write. @throws 404 */
export const requireId = (segment: string | undefined): string => idFromAddress(segment) ?? notFound();

/** `<id>-<slug>`: only the id counts, the words are for people. */
export function addressOf({ id, slug }: { id: string; slug: string }): string {
  return `${id}-${slug}`;
}

/**
 * Words for an address: no accents, no punctuation, at most 60 characters. Of Latin letters alone: a header (`Location`) takes no
 * others, and in percent-encoding nobody reads them.
 */
export function slugOf(name: string): string {
  const words = normalise(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 60);
  return words.replace(/-$/, "") || "x";
}
