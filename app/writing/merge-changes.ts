/** Something that changes are numbered of: a post of a thread, a comment of a document. */
export interface Numbered {
  id: string;
  /** Its permanent number. */
  number: number;
  /** The number of the last change that touched it. */
  change: number;
}

/** One catch-up: everything that changed after a given change. */
export interface Changes<Item extends Numbered> {
  /** The reader's change number after applying these. */
  change: number;
  posts: Item[];
  /** Ids of those that are no longer readable. */
  gone: string[];
  /** There is more: request again from `change`. */
  more: boolean;
}

/** The merged catch-ups since the page was loaded. */
export interface CaughtUpChanges<Item extends Numbered> {
  /** The last change included. */
  change: number;
  posts: ReadonlyMap<string, Item>;
  gone: ReadonlySet<string>;
}

export const noChanges: CaughtUpChanges<never> = {
  change: 0,
  posts: new Map<string, never>(),
  gone: new Set(),
};

/** Merges one catch-up. Idempotent, and without effect after a later one. */
export function mergeChanges<Item extends Numbered>(
  caught: CaughtUpChanges<Item>,
  { change, posts, gone }: Changes<Item>,
): CaughtUpChanges<Item> {
  const next = {
    change: Math.max(caught.change, change),
    posts: new Map(caught.posts),
    gone: new Set(caught.gone),
  };
  for (const post of posts) {
    if (post.change < (next.posts.get(post.id)?.change ?? 0)) continue;
    next.posts.set(post.id, post);
    next.gone.delete(post.id);
  }
  for (const id of gone) {
    next.gone.add(id);
    next.posts.delete(id);
  }
  return next;
}

/**
 * The items to show: those of the loaded page in their present state and, if the page shows the end, the new ones.
 */
export function applyChanges<Item extends Numbered>(
  loaded: readonly Item[],
  caught: CaughtUpChanges<Item>,
  atEnd: boolean,
): Item[] {
  const known = new Set(loaded.map(({ id }) => id));
  const last = loaded.at(-1)?.number ?? 0;
  const newest = (post: Item) => {
    const later = caught.posts.get(post.id);
    return later && later.change > post.change ? later : post;
  };
  const written = [...caught.posts.values()].filter(({ id, number }) => !known.has(id) && number > last);
  return [...loaded.map(newest), ...(atEnd ? written : [])]
    .filter(({ id }) => !caught.gone.has(id))
    .sort((one, other) => one.number - other.number);
}
