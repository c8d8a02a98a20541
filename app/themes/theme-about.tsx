import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";
import { Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { MessagesSquare, ScrollText, UsersRound } from "../ui/icons";
import { Link } from "../ui/link";
import { SourceMark } from "../ui/source-mark";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import type { Activity } from "./movements";
import { ThemeSign } from "./theme-icon";
import { type Followers, type ThemeFact, type ThemePage, themePath } from "./themes";

/** Content of a theme: description, facts with sources, child themes. */
export function ThemeAbout({ theme }: { theme: ThemePage }) {
  const t = useMessages();
  return (
    <>
      {(theme.description.length > 0 || theme.facts.length > 0) && (
        <div className="prose">
          {theme.description.map((paragraph) => (
            <p key={paragraph} dir="auto">
              {paragraph}
            </p>
          ))}
          {theme.facts.length > 0 && <ThemeFacts facts={theme.facts} />}
        </div>
      )}
      {theme.children.length > 0 && (
        <Section id="sous-themes" title={t("page.children")}>
          <ul className="links">
            {theme.children.map((child) => (
              <li key={child.id} className="line">
                <ThemeSign {...child} />
                <Link to={themePath(child)}>{child.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function ThemeFacts({ facts }: { facts: ThemeFact[] }) {
  const t = useMessages();
  return (
    <section aria-labelledby="reperes">
      <h2 id="reperes">{t("page.facts")}</h2>
      <ul>
        {facts.map(({ text, source, date }) => (
          <li key={text}>
            {text}{" "}
            <SourceMark source={`${source} (${date})`} href={/^https?:/.test(source) ? source : undefined} />
            {!/^https?:/.test(source) && <span className="meta">({source})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ThemeAsideProps {
  movements: readonly Activity[];
  followers: Followers;
  /** Number of organisations working on it, and their links rendered by their own room. */
  organisations: { count: number; links: ReactNode };
}

/** Recent activity in a theme, followers and organisations. */
export function ThemeAside({ movements, followers, organisations }: ThemeAsideProps) {
  const t = useMessages();
  return (
    <>
      <Section id="mouvements" title={t("page.movements")}>
        {movements.length === 0 ? (
          <EmptyLine drawing="conversation">{t("page.noMovement")}</EmptyLine>
        ) : (
          <ul className="links">
            {movements.map((movement) => (
              <MovementLine key={movement.to} {...movement} />
            ))}
          </ul>
        )}
      </Section>
      <Section id="structures" title={t("page.organisations", { count: organisations.count })}>
        {organisations.count === 0 ? (
          <EmptyLine drawing="people">{t("page.noOrganisation")}</EmptyLine>
        ) : (
          organisations.links
        )}
      </Section>
      <FollowersSection followers={followers} />
    </>
  );
}

const signs = { thread: MessagesSquare, document: ScrollText, space: UsersRound };

function MovementLine({ kind, title, to, at, by }: Activity) {
  const t = useMessages();
  const Icon = signs[kind];
  return (
    <li className="movement">
      <Icon aria-hidden="true" />
      <div>
        <Link to={to}>{title}</Link>
        <p className="meta">
          {t(`page.moved.${kind}`, { by: by ?? "none" })} · <Time at={at} look="short" />
        </p>
      </div>
    </li>
  );
}

function FollowersSection({ followers: { people, total } }: { followers: Followers }) {
  const t = useMessages();
  const more = total - people.length;
  return (
    <Section id="suivi" title={t("page.followers", { count: total })}>
      {people.length === 0 ? (
        <EmptyLine drawing="bell">{t("page.noFollower")}</EmptyLine>
      ) : (
        <ul className="links">
          {people.map(({ id, name, organisation, me }) => (
            <li key={id} className="line">
              <Avatar name={name} size="small" />
              <span>
                {me ? t("page.you") : name}
                {organisation && <span className="meta"> {organisation}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="meta">{t("page.moreFollowers", { count: more })}</p>}
    </Section>
  );
}
