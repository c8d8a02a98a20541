import { memo } from "react";
import { AttachedFiles } from "../files/attached-files";
import { personPath } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Link } from "../ui/link";
import { BodyView } from "../writing/body-view";
import { RelativeTime } from "../writing/relative-time";
import { useMessages } from "./messages";
import { PostActs } from "./post-acts";
import type { PostView } from "./posts";
import { Quotation } from "./quotation";
import { Reactions } from "./reactions";
import { SeenBy } from "./seen-by";
import { postPath, type ThreadReader, threadPath } from "./threads";

interface PostCardProps {
  post: PostView;
  thread: { id: string; slug: string };
  /** The viewer may write here. */
  writes: boolean;
  /** It arrived after the page was loaded. */
  fresh?: boolean;
  /** Who else has read the thread, when it is shown under this post. */
  readers: readonly ThreadReader[] | null;
  onQuote?: (post: PostView) => void;
}

/** One post: organisation, author, time, body, and the actions on it. */
export const PostCard = memo(function PostCard({
  post,
  thread,
  writes,
  fresh,
  readers,
  onQuote,
}: PostCardProps) {
  const t = useMessages();
  const { id, author, organisation, mine } = post;
  return (
    <article
      id={`message-${id}`}
      className={`post${mine ? " mine" : ""}${fresh ? " fresh" : ""}`}
      tabIndex={-1}
    >
      <Avatar
        kind={organisation ? "organisation" : "person"}
        name={organisation?.name ?? author}
        acronym={organisation?.acronym}
        picture={post.picture}
      />
      <header className="post-head">
        <h2 className="post-author" dir="auto">
          {post.person ? <Link to={personPath(post.person)}>{author}</Link> : author}
        </h2>
        {organisation && (
          <Link to={`/annuaire/${organisation.address}`} title={organisation.name} className="post-voice">
            {organisation.acronym ?? organisation.name}
          </Link>
        )}
        <Link to={postPath(thread, id)} className="post-when" aria-label={undefined}>
          <RelativeTime at={post.createdAt} />
        </Link>
        {post.editedAt && (
          <Link to={`${threadPath(thread)}/messages/${id}/historique`} className="post-edited">
            {t("post.edited")} <RelativeTime at={post.editedAt} />
          </Link>
        )}
      </header>
      <div className="post-words">
        {post.quote && <Quotation quote={post.quote} thread={thread} />}
        <BodyView blocks={post.body} />
      </div>
      <AttachedFiles files={post.files} />
      <div className="post-foot">
        <Reactions post={post} thread={thread} writes={writes} />
        {writes && <PostActs post={post} thread={thread} onQuote={onQuote} />}
        {readers && <SeenBy readers={readers} number={post.number} />}
      </div>
    </article>
  );
});
