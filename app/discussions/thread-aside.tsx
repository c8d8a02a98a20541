import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Section } from "../ui/columns";
import { Link } from "../ui/link";
import { useMessages } from "./messages";
import type { ThreadPage } from "./threads";

/** The participants and the themes of the thread. */
export function ThreadAside({ thread }: { thread: ThreadPage }) {
  const t = useMessages();
  return (
    <div className="thread-aside">
      <Section id="structures" title={t("aside.participants")}>
        <ul className="links">
          {thread.participants.map(({ address, name, acronym, picture, posts }) => (
            <li key={address} className="line">
              <Avatar kind="organisation" size="small" name={name} acronym={acronym} picture={picture} />
              <Link to={`/annuaire/${address}`} title={name}>
                {acronym ?? name}
              </Link>
              <span className="count">{t("aside.posts", { count: posts })}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="themes" title={t("aside.themes", { count: thread.themes.length })}>
        <ul className="links">
          {thread.themes.map((theme) => (
            <li key={theme.id}>
              <Link to={`/themes/${addressOf(theme)}`}>{theme.name}</Link>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
