import { useLocation } from "@remix-run/react";
import type { Colour } from "./colours";
import { Ellipsis, type IconComponent } from "./icons";
import { NavLink } from "./link";
import { Menu } from "./menu";
import { useMessages } from "./messages";

export interface NavItem {
  to: string;
  label: string;
  icon?: IconComponent;
  /** The lozenge of a theme, instead of an icon. */
  colour?: Colour;
  count?: number | string;
  /** Meaning of the count, for screen readers: "7 non lus". Without it only the number is read. */
  countLabel?: string;
  /** The count is of new items, and is highlighted. */
  fresh?: boolean;
  /** Current only on exactly this path. */
  end?: boolean;
}

export interface NavSection {
  title?: string;
  items: NavItem[];
}

/** Side navigation of wide screens, on the left. */
export function Rail({ sections }: { sections: NavSection[] }) {
  const t = useMessages();
  return (
    <nav className="rail" aria-label={t("frame.navigation")}>
      {sections.map((section) => (
        <RailSection key={section.title ?? section.items[0]?.to} {...section} />
      ))}
    </nav>
  );
}

function RailSection({ title, items }: NavSection) {
  return (
    <div className="rail-section">
      {title && <h2>{title}</h2>}
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavLink to={item.to} end={endOf(item)}>
              <Sign {...item} />
              <span className="rail-label">{item.label}</span>
              <Count {...item} />
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Bottom navigation of phones: at most four items, and a menu with the others. */
export function Tabs({ items, more }: { items: NavItem[]; more: NavItem[] }) {
  const t = useMessages();
  const { pathname } = useLocation();
  const inMenu = more.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <nav className="tabs" aria-label={t("frame.tabs")}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavLink to={item.to} end={endOf(item)}>
              <span className="tabs-sign">
                <Sign {...item} />
                <Count {...item} />
              </span>
              <span className="tabs-label">{item.label}</span>
            </NavLink>
          </li>
        ))}
        <li className={inMenu ? "tabs-more here" : "tabs-more"}>
          <Menu look="tab" label={<MoreLabel />}>
            {more.map((item) => (
              <NavLink key={item.to} to={item.to} end={endOf(item)}>
                <Sign {...item} />
                {item.label}
                <Count {...item} />
              </NavLink>
            ))}
          </Menu>
        </li>
      </ul>
    </nav>
  );
}

function MoreLabel() {
  const t = useMessages();
  return (
    <>
      <span className="tabs-sign">
        <Ellipsis aria-hidden="true" />
      </span>
      <span className="tabs-label">{t("frame.more")}</span>
    </>
  );
}

const endOf = ({ to, end }: NavItem) => end ?? to === "/";

function Sign({ icon: Icon, colour }: NavItem) {
  if (Icon) return <Icon aria-hidden="true" />;
  return <span className="lozenge" data-colour={colour} aria-hidden="true" />;
}

function Count({ count, countLabel, fresh }: NavItem) {
  if (!count) return null;
  return (
    <span className={fresh ? "count fresh" : "count"}>
      {countLabel ? (
        <>
          <span aria-hidden="true">{count}</span>
          <span className="hidden-text">{countLabel}</span>
        </>
      ) : (
        count
      )}
    </span>
  );
}

interface SubNavProps {
  /** What these pages belong to, for screen readers: "Fiche de la structure". */
  label: string;
  items: NavItem[];
}

/** Tabs for the pages of one item, under its title: profile, people, documents. */
export function SubNav({ label, items }: SubNavProps) {
  return (
    <nav className="sub-nav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavLink to={item.to} end={item.end ?? true}>
              {item.label}
              <Count {...item} />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
