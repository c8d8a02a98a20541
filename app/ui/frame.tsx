import type { ReactNode } from "react";
import { Link } from "./link";
import { Mark } from "./mark";
import { useMessages } from "./messages";
import { type NavItem, type NavSection, Rail, Tabs } from "./navigation";
import { SkipLink } from "./skip-link";

export interface FooterLink {
  to: string;
  label: string;
}

interface FrameBase {
  /** The network that owns the portal. `home` is the target of the logo. */
  network: { acronym: string; name: string; home?: string };
  /** `<LanguageSwitch>`. */
  language?: ReactNode;
  /** `<QuickExit>`: on every page, at the same position. */
  exit?: ReactNode;
  /** `<ConnectionNotice>`, above everything. */
  connection?: ReactNode;
  /** `<Flash>`, first in the page. */
  flash?: ReactNode;
  /** In the footer: switches the light mode. */
  light?: ReactNode;
  /** Footer links: about, privacy, accessibility. */
  house: FooterLink[];
  /** End of the footer: version, weight of the page. */
  colophon?: ReactNode;
  children: ReactNode;
}

interface SignedInFrameProps extends FrameBase {
  /** `<SearchField look="bar">`. */
  search?: ReactNode;
  /** The account menu: `<Menu look="bar">`. */
  account: ReactNode;
  /** Side navigation of wide screens. */
  sections: NavSection[];
  /** Bottom navigation of phones, at most four items. */
  tabs: NavItem[];
  /** The other destinations of the bottom navigation, in a menu. */
  more: NavItem[];
}

/** Layout for signed-in people: bar, side navigation or tabs, page, footer. */
export function Frame({ sections, tabs, more, search, account, ...base }: SignedInFrameProps) {
  return (
    <FrameShell
      {...base}
      search={search}
      end={account}
      rail={<Rail sections={sections} />}
      tabs={<Tabs items={tabs} more={more} />}
    />
  );
}

interface PublicFrameProps extends FrameBase {
  /** Link to sign in, except on the sign-in page. */
  signIn?: ReactNode;
  /** A sentence or two under the network's name, beside the page on wide screens. */
  cover?: ReactNode;
}

/** Layout for people without a session: no side navigation, no tabs. */
export function PublicFrame({ signIn, cover, ...base }: PublicFrameProps) {
  const name = base.network.name;
  return <FrameShell {...base} end={signIn} beside={cover && <Cover name={name}>{cover}</Cover>} />;
}

function Cover({ name, children }: { name: string; children: ReactNode }) {
  return (
    <aside className="cover" aria-label={name}>
      <Mark />
      <p className="cover-name">{name}</p>
      <div>{children}</div>
    </aside>
  );
}

interface ShellProps extends FrameBase {
  search?: ReactNode;
  end?: ReactNode;
  rail?: ReactNode;
  beside?: ReactNode;
  tabs?: ReactNode;
}

function FrameShell(props: ShellProps) {
  const { network, language, exit, connection, flash, light, house, colophon, children } = props;
  const { search, end, rail, beside, tabs } = props;
  const t = useMessages();
  return (
    <div className={tabs ? "frame with-tabs" : "frame"}>
      <SkipLink />
      {connection}
      <header className="bar">
        <div className={search || (end && !tabs) ? "bar-inner bar-full" : "bar-inner"}>
          <Link className="bar-home" to={network.home ?? "/"}>
            <Mark />
            <span className="bar-name">{network.acronym}</span>
          </Link>
          {search && <div className="bar-search">{search}</div>}
          <div className="bar-end">
            {language && <div className={end ? "bar-language" : undefined}>{language}</div>}
            {exit}
            {end}
          </div>
        </div>
      </header>
      <div className={rail ? "shell with-rail" : beside ? "shell with-cover" : "shell"}>
        {rail}
        {beside}
        <main id="contenu" tabIndex={-1}>
          {flash}
          {children}
        </main>
      </div>
      <footer className="house">
        <div className="house-inner">
          <p className="house-name">{network.name}</p>
          <nav aria-label={t("frame.house")}>
            <ul>
              {house.map(({ to, label }) => (
                <li key={to}>
                  <Link to={to}>{label}</Link>
                </li>
              ))}
            </ul>
          </nav>
          {language && end && <div className="house-language">{language}</div>}
          {light}
          {colophon && <p className="meta">{colophon}</p>}
        </div>
      </footer>
      {tabs}
    </div>
  );
}
