import type { Present } from "../realtime/events";
import { Menu } from "../ui/menu";
import { useMessages } from "./messages";

/** How many read along, and who when pressed. Alone, one is told nothing. */
export function Presence({ present }: { present: readonly Present[] }) {
  const t = useMessages();
  if (present.length < 2) return null;
  return (
    <Menu
      look="icon"
      align="start"
      label={<span className="present">{t("presence.count", { count: present.length })}</span>}
    >
      <p className="menu-title">{t("presence.title")}</p>
      <ul className="present-names">
        {present.map(({ who, name, organisation }) => (
          <li key={who}>
            {name} {organisation && <span className="meta">{organisation}</span>}
          </li>
        ))}
      </ul>
    </Menu>
  );
}

/** Who is writing. Not read aloud: it changes too often to be news. */
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
