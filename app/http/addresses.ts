import { normalise } from "../french/words";
import { isUuid } from "./uuid";

/** The id at the front of an address such as `<id>-<slug>`; undefined when there is none. */
export function idFromAddress(segment: string | undefined): string | undefined {
  const id = segment?.slice(0, 36).toLowerCase();
  return id && isUuid(id) ? id : undefined;
}

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
