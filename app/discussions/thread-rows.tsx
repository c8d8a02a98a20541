import { Dotted } from "../ui/dotted";
import { Row, Rows } from "../ui/rows";
import { ThemeNames } from "../ui/theme-names";
import { RelativeTime } from "../writing/relative-time";
import { useMessages } from "./messages";
import { type ThreadCard, threadPath } from "./threads";

interface ThreadRowsProps {
  threads: readonly ThreadCard[];
  label: string;
  /** Shows the themes of each thread; not needed on a theme's page. */
  withThemes?: boolean;
  level?: 2 | 3;
}

/** A list of threads: title, last author, number of new posts. */
export function ThreadRows({ threads, label, withThemes, level = 3 }: ThreadRowsProps) {
  return (
    <Rows label={label}>
      {threads.map((thread) => (
        <Row
          key={thread.id}
          title={thread.title}
          to={threadPath(thread)}
          level={level}
          unread={thread.fresh > 0}
          kicker={withThemes && thread.themes.length > 0 && <ThemeNames themes={thread.themes} />}
          meta={<RowMeta thread={thread} />}
        />
      ))}
    </Rows>
  );
}

function RowMeta({ thread }: { thread: ThreadCard }) {
  const t = useMessages();
  const { last } = thread;
  return (
    <Dotted
      parts={[
        thread.fresh > 0 && <span className="new">{t("row.fresh", { count: thread.fresh })}</span>,
        thread.closed && t("row.closed"),
        last && (
          <>
            <span className="hidden-text">{t("row.last")} </span>
            {[last.author, last.organisation].filter(Boolean).join(", ")}
          </>
        ),
        <RelativeTime key="at" at={thread.changedAt} />,
        <span key="posts" className="number">
          {t("row.posts", { count: thread.posts })}
        </span>,
      ]}
    />
  );
}
