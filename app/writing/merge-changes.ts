import type { Changes, PostView } from "../discussions/posts";

/** The merged catch-ups since the page was loaded. */
export interface CaughtUpChanges {
  /** The last change included. */
  change: number;
  posts: ReadonlyMap<string, PostView>;
  gone: ReadonlySet<string>;
}

export const noChanges: CaughtUpChanges = { change: 0, posts: new Map(), gone: new Set() };

/** Merges one catch-up. Idempotent, and without effect after a later one. */
export function mergeChanges(caught: CaughtUpChanges, { change, posts, gone }: Changes): CaughtUpChanges {
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
 * The posts to show: those of the loaded page in their present state and, if the page ends with the thread, the new
 * ones.
 */
export function applyChanges(
  loaded: readonly PostView[],
  caught: CaughtUpChanges,
  atEnd: boolean,
): PostView[] {
  const known = new Set(loaded.map(({ id }) => id));
  const last = loaded.at(-1)?.number ?? 0;
  const newest = (post: PostView) => {
    const later = caught.posts.get(post.id);
    return later && later.change > post.change ? later : post;
  };
  const written = [...caught.posts.values()].filter(({ id, number }) => !known.has(id) && number > last);
  return [...loaded.map(newest), ...(atEnd ? written : [])]
    .filter(({ id }) => !caught.gone.has(id))
    .sort((one, other) => one.number - other.number);
}
