const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id at the front of an address such as `<id>-<slug>`; undefined when there is none. */
export function idFromAddress(segment: string | undefined): string | undefined {
  const id = segment?.slice(0, 36).toLowerCase();
  return id && uuid.test(id) ? id : undefined;
}

/** `<id>-<slug>`: only the id counts, the words are for people. */
export function addressOf({ id, slug }: { id: string; slug: string }): string {
  return `${id}-${slug}`;
}

/** Words for an address: no accents, no punctuation, at most 60 characters. */
export function slugOf(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60);
  return words.replace(/^-+|-+$/g, "") || "x";
}
