/** A thread begins with its first post: author and time are read there. */
import type { Post, Thread } from "./types";

type Given = Pick<Thread, "slug" | "title" | "themes"> & { posts: readonly [Post, ...Post[]] };

export function thread({ posts, ...given }: Given): Thread {
  return { ...given, author: posts[0].author, startedAt: posts[0].at, posts };
}
