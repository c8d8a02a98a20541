import { type RefObject, useEffect, useRef, useState } from "react";
import { ArrowDown } from "../ui/icons";
import { useMessages } from "./messages";
import type { PostView } from "./posts";

/**
 * Minimum interval between spoken announcements of new posts, so that a lively thread does not interrupt a screen
 * reader.
 */
const quietMs = 6_000;

/**
 * Posts that arrived since the page was loaded: marked in the list, announced, and offered by a button when they are
 * below the visible part.
 * @param end an element after the last post.
 */
export function useNewPosts(posts: readonly PostView[], end: RefObject<HTMLElement>) {
  const known = useRef<Set<string>>();
  known.current ??= new Set(posts.map(({ id }) => id));
  const [arrived, setArrived] = useState<readonly PostView[]>([]);
  const [unseen, setUnseen] = useState(0);
  const [endInSight, setEndInSight] = useState(true);

  useEffect(() => {
    const news = posts.filter(({ id, mine }) => !known.current?.has(id) && !mine);
    for (const { id } of posts) known.current?.add(id);
    if (news.length === 0) return;
    setArrived((before) => [...before, ...news]);
    setUnseen((before) => before + news.length);
  }, [posts]);

  useEffect(() => {
    if (!end.current) return;
    const watcher = new IntersectionObserver(([entry]) => setEndInSight(entry?.isIntersecting ?? false));
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [end]);

  useEffect(() => {
    if (endInSight) setUnseen(0);
  }, [endInSight]);

  return { arrived, unseen: endInSight ? 0 : unseen, endInSight };
}

/** The button that leads to the new posts below. */
export function NewPostsButton({ arrived, unseen }: { arrived: readonly PostView[]; unseen: number }) {
  const t = useMessages();
  const first = arrived.at(-unseen);
  if (unseen === 0 || !first) return null;
  return (
    <a className="button main arrivals" href={`#message-${first.id}`}>
      <ArrowDown aria-hidden="true" />
      <span className="button-text">{t("arrivals.button", { count: unseen })}</span>
    </a>
  );
}

/** The same announcement for screen readers. */
export function NewPostsAnnouncement({ arrived }: { arrived: readonly PostView[] }) {
  const t = useMessages();
  const [said, setSaid] = useState("");
  const announced = useRef(0);
  const quietUntil = useRef(0);
  useEffect(() => {
    if (arrived.length === announced.current) return;
    const timer = setTimeout(
      () => {
        const news = arrived.slice(announced.current);
        announced.current = arrived.length;
        quietUntil.current = Date.now() + quietMs;
        const [one] = news;
        if (!one) return;
        const organisation = one.organisation?.acronym ?? one.organisation?.name ?? "";
        setSaid(
          news.length === 1
            ? t("arrivals.one", { author: one.author, organisation })
            : t("arrivals.many", { count: news.length }),
        );
      },
      Math.max(300, quietUntil.current - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [arrived, t]);
  return (
    <p className="hidden-text" role="status">
      {said}
    </p>
  );
}
