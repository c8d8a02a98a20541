import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { MessageSquarePlus } from "../ui/icons";
import { Link } from "../ui/link";
import { NowProvider } from "../writing/relative-time";
import { useMessages } from "./messages";
import { ThreadRows } from "./thread-rows";
import type { ThreadCard } from "./threads";

interface ThemeThreadsProps {
  threads: readonly ThreadCard[];
  /** The server's present time. */
  now: string;
  /** The address of the form of a new thread in this theme; missing for readers. */
  startAt?: string;
  /** The address of the full list, and the number of threads in it. */
  more: { to: string; total: number };
}

/** The threads of a theme. */
export function ThemeThreads({ threads, now, startAt, more }: ThemeThreadsProps) {
  const t = useMessages();
  return (
    <NowProvider now={now}>
      <Section
        id="discussions"
        title={t("theme.title")}
        more={
          more.total > threads.length && <Link to={more.to}>{t("theme.all", { count: more.total })}</Link>
        }
      >
        <div className="flow">
          {threads.length === 0 ? (
            <EmptyLine drawing="conversation">{t("theme.empty")}</EmptyLine>
          ) : (
            <ThreadRows threads={threads} label={t("theme.title")} />
          )}
          {startAt && (
            <p>
              <ButtonLink icon={MessageSquarePlus} to={startAt}>
                {t("theme.start")}
              </ButtonLink>
            </p>
          )}
        </div>
      </Section>
    </NowProvider>
  );
}
