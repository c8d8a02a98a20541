import type { Present } from "../../realtime/events";
import { Avatar } from "../../ui/avatar";
import { Menu } from "../../ui/menu";
import { useMessages } from "../messages";

const maxShown = 3;

/** A collaborator's label, also shown at their cursor in the same colour. */
export const collaboratorLabel = ({ name, organisation }: Present): string =>
  [name, organisation].filter(Boolean).join(" · ");

/** The people who have the document open; empty when the viewer is alone. */
export function Collaborators({ present, count }: { present: readonly Present[]; count: number }) {
  const t = useMessages();
  const people = [...new Map(present.map((one) => [collaboratorLabel(one), one])).values()];
  if (count < 2) return null;
  const more = count - Math.min(people.length, maxShown);
  return (
    <Menu
      look="icon"
      name={t("presence.count", { count })}
      label={
        <span className="here">
          {people.slice(0, maxShown).map((one) => (
            <Avatar key={one.who} name={one.name} size="small" />
          ))}
          {more > 0 && <span className="here-more number">+{more}</span>}
        </span>
      }
    >
      <p className="menu-title">{t("presence.title")}</p>
      <ul className="here-names">
        {people.map((one) => (
          <li key={one.who} className="line">
            <Avatar name={one.name} size="small" />
            <span>
              {one.name} {one.organisation && <span className="meta">{one.organisation}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
