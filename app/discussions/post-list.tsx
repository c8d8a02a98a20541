import { Fragment } from "react";
import { useDismissedMenus } from "../ui/dismiss-menus";
import { useMessages } from "./messages";
import { PostCard } from "./post-card";
import type { PostView } from "./posts";
import type { ThreadReader } from "./threads";

interface PostListProps {
  posts: readonly PostView[];
  thread: { id: string; slug: string };
  writes: boolean;
  /** The last change the viewer had read at an earlier visit; null at the first. */
  readUpTo: number | null;
  /** Ids of posts that arrived after the page was loaded. */
  arrived: ReadonlySet<string>;
  /** Who else has read the thread, where it is shown. */
  readers: readonly ThreadReader[] | null;
  onQuote?: (post: PostView) => void;
}

/** The posts in order, with a line before the first one that is new since the last visit. */
export function PostList({ posts, readUpTo, arrived, readers, ...common }: PostListProps) {
  const t = useMessages();
  const firstNew = firstNewOf(posts, readUpTo);
  useDismissedMenus(".post-menu");
  return (
    <ol className="posts">
      {posts.map((post) => (
        <Fragment key={post.id}>
          {post === firstNew && (
            <li className="since" id="nouveau" tabIndex={-1}>
              <span>{t("thread.since")}</span>
            </li>
          )}
          <li>
            <PostCard
              post={post}
              fresh={arrived.has(post.id)}
              // Under one's own posts, and under the last one.
              readers={post.mine || post === posts.at(-1) ? readers : null}
              {...common}
            />
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

/** The viewer's own posts never count as new; at the first visit no post does. */
export function firstNewOf(posts: readonly PostView[], readUpTo: number | null): PostView | undefined {
  return readUpTo === null ? undefined : posts.find(({ number, mine }) => number > readUpTo && !mine);
}
