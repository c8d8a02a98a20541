import { attachPath } from "../files/attachments";
import { Link } from "../ui/link";
import { useMessages } from "./messages";
import type { PostView } from "./posts";
import { threadPath } from "./threads";

export interface PostActsProps {
  post: PostView;
  thread: { id: string; slug: string };
  onQuote?: (post: PostView) => void;
}

/**
 * The actions on one post, behind one control: a link where replying is the only one, else a menu. With a mouse it
 * appears on hover and focus; on a touch screen it is always there. Without icons: a page has thirty posts.
 */
export function PostActs(props: PostActsProps) {
  const t = useMessages();
  const { post, thread } = props;
  const { id, author, mine, mayDelete } = post;
  if (!mine && !mayDelete) return <ReplyLink {...props} className="post-act" />;
  const base = `${threadPath(thread)}/messages/${id}`;
  return (
    <details className="menu start post-menu" name="post-menu">
      <summary className="post-act" aria-label={t("post.acts", { author })} />
      <div className="menu-panel">
        <ReplyLink {...props} />
        {mine && <Link to={base}>{t("post.edit")}</Link>}
        {mine && <Link to={attachPath("post", id)}>{t("post.attach")}</Link>}
        {mayDelete && (
          <Link to={`${base}/suppression`} className="danger" aria-label={t("post.deleteOf", { author })}>
            {t("post.delete")}
          </Link>
        )}
      </div>
    </details>
  );
}

function ReplyLink({ post, thread, onQuote, className }: PostActsProps & { className?: string }) {
  const t = useMessages();
  return (
    <Link
      to={`${threadPath(thread)}?citer=${post.id}#ecrire`}
      className={className}
      aria-label={t("post.quoteOf", { author: post.author })}
      onClick={(event) => {
        if (!onQuote) return;
        event.preventDefault();
        onQuote(post);
      }}
    >
      {t("post.quote")}
    </Link>
  );
}
