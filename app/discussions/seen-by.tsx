import { useMessages } from "./messages";
import type { ThreadReader } from "./threads";

/** Who else has read up to a post, in small spaces: a count that opens the names. */
export function SeenBy({ readers, number }: { readers: readonly ThreadReader[]; number: number }) {
  const t = useMessages();
  const seen = readers.filter(({ change }) => change >= number);
  if (seen.length === 0) return null;
  const names = seen.flatMap(({ name }) => name ?? []);
  const others = seen.length - names.length;
  return (
    <details className="menu end post-menu seen-by" name="post-menu">
      <summary className="post-seen">{t("post.seenBy", { count: seen.length })}</summary>
      <ul className="menu-panel present-names">
        {names.map((name) => (
          <li key={name} dir="auto">
            {name}
          </li>
        ))}
        {others > 0 && <li className="meta">{t("presence.others", { count: others })}</li>}
      </ul>
    </details>
  );
}
