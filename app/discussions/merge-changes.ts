import type { Changes, PostView } from "./posts";

/** What catching up has brought since the page was loaded. */
export interface CaughtUpChanges {
  /** Up to which change. */
  change: number;
  posts: ReadonlyMap<string, PostView>;
  gone: ReadonlySet<string>;
}

export const noChanges: CaughtUpChanges = { change: 0, posts: new Map(), gone: new Set() };

/** Takes in what one catch-up brought. Taken in twice, or after a later one, it changes nothing. */
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
 * The posts to show: those the page was loaded with, as they are by now, and where it ends with the thread also
 * those written since.
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
