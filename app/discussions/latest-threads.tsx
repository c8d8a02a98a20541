import { Section } from "../ui/columns";
import { Link } from "../ui/link";
import { NowProvider } from "../writing/relative-time";
import { useMessages } from "./messages";
import { ThreadRows } from "./thread-rows";
import type { ThreadCard } from "./threads";

/** The latest threads, for the home page. */
export function LatestThreads({ threads, now }: { threads: readonly ThreadCard[]; now: string }) {
  const t = useMessages();
  if (threads.length === 0) return null;
  return (
    <NowProvider now={now}>
      <Section id="mouvements" title={t("latest.title")} more={<Link to="/fils">{t("latest.all")}</Link>}>
        <ThreadRows threads={threads} label={t("latest.title")} withThemes />
      </Section>
    </NowProvider>
  );
}
