import { normalise } from "../search-language/words";
import { notFound } from "./errors";
import { isUuid } from "./uuid";

/** The id at the start of a path segment such as `<id>-<slug>`; undefined when there is none. */
export function idFromAddress(segment: string | undefined): string | undefined {
  const id = segment?.slice(0, 36).toLowerCase();
  return id && isUuid(id) ? id : undefined;
}

/** As `idFromAddress`, where an id is required. @throws 404 */
export const requireId = (segment: string | undefined): string => idFromAddress(segment) ?? notFound();

/** `<id>-<slug>`: only the id is significant; the slug is for people. */
export function addressOf({ id, slug }: { id: string; slug: string }): string {
  return `${id}-${slug}`;
}

/** The address of a person's page. */
export const personPath = (id: string): string => `/personnes/${id}`;

/**
 * A slug: no accents, no punctuation, at most 60 characters. Latin letters only: the `Location` header takes no
 * others, and percent-encoded words are unreadable.
 */
export function slugOf(name: string): string {
  const words = normalise(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 60);
  return words.replace(/-$/, "") || "x";
}
