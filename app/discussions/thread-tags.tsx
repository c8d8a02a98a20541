import { Link } from "../ui/link";
import { useMessages } from "./messages";
import { tagPath } from "./threads";

/** The tags of a thread, each a link to the threads that have it. */
export function ThreadTags({ tags }: { tags: readonly string[] }) {
  const t = useMessages();
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label={t("thread.tags")}>
      {tags.map((tag) => (
        <li key={tag}>
          <Link to={tagPath(tag)} dir="auto">
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
