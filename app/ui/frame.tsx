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
  /** Who the portal belongs to. `home` is where the mark leads. */
  network: { acronym: string; name: string; home?: string };
  /** `<LanguageSwitch>`. */
  language?: ReactNode;
  /** `<QuickExit>`: on every page, at the same place. */
  exit?: ReactNode;
  /** `<ConnectionNotice>`, above everything. */
  connection?: ReactNode;
  /** `<Flash>`, first thing in the page. */
  flash?: ReactNode;
  /** Pages of the house, in the footer: about, privacy, accessibility. */
  house: FooterLink[];
  /** Last words of the footer: version, weight of the page. */
  colophon?: ReactNode;
  children: ReactNode;
}

interface SignedInFrameProps extends FrameBase {
  /** `<SearchField look="bar">`. */
  search?: ReactNode;
  /** The account: `<Menu look="bar">`. */
  account: ReactNode;
  /** The rail of wide screens. */
  sections: NavSection[];
  /** At most five, at the bottom of a phone. */
  tabs: NavItem[];
}

/** The frame of a signed-in person: bar, rail or tabs, page, footer. */
export function Frame({ sections, tabs, search, account, ...base }: SignedInFrameProps) {
  return (
    <FrameShell
      {...base}
      search={search}
      end={account}
      rail={<Rail sections={sections} />}
      tabs={<Tabs items={tabs} />}
    />
  );
}

interface PublicFrameProps extends FrameBase {
  /** A link to sign in, where the page is not that one. */
  signIn?: ReactNode;
  /** Beside the page on a wide screen, on the cloth under the network's name: a sentence or two. */
  cover?: ReactNode;
}

/** The frame of whoever is not signed in: no rail, no tabs. */
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
  const { network, language, exit, connection, flash, house, colophon, children } = props;
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
          {colophon && <p className="meta">{colophon}</p>}
        </div>
      </footer>
      {tabs}
    </div>
  );
}
