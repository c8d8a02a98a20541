import type { Presence as Present } from "../realtime/events";
import { Menu } from "../ui/menu";
import { useMessages } from "./messages";

/** The number of present readers, and their names when pressed. Empty when the viewer is alone. */
export function Presence({ presence: { count, present } }: { presence: Present }) {
  const t = useMessages();
  if (count < 2) return null;
  const others = count - present.length;
  return (
    <Menu look="icon" align="start" label={<span className="present">{t("presence.count", { count })}</span>}>
      <p className="menu-title">{t("presence.title")}</p>
      <ul className="present-names">
        {present.map(({ who, name, organisation }) => (
          <li key={who}>
            {name} {organisation && <span className="meta">{organisation}</span>}
          </li>
        ))}
        {others > 0 && <li className="meta">{t("presence.others", { count: others })}</li>}
      </ul>
    </Menu>
  );
}

/** The people who are typing. Not read aloud, since it changes too often. */
export function Typing({ names }: { names: readonly string[] }) {
  const t = useMessages();
  const [first = "", second = ""] = names;
  const text =
    names.length === 0
      ? ""
      : names.length === 1
        ? t("typing.one", { first })
        : names.length === 2
          ? t("typing.two", { first, second })
          : t("typing.many", { first, count: names.length - 1 });
  return (
    <p className="typing meta" aria-hidden="true">
      {text}
    </p>
  );
}
