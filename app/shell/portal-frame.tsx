import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { neutralUrl } from "../accounts/exit";
import { addressOf } from "../http/addresses";
import { readSaying } from "../http/saying";
import { nameOfLanguage } from "../i18n/formatters";
import { Bell } from "../notices/bell";
import type { Hit } from "../search/search";
import { Switcher } from "../search/switcher";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Flash } from "../ui/flash";
import { Frame, PublicFrame } from "../ui/frame";
import {
  BriefcaseBusiness,
  Building2,
  FileUser,
  Flag,
  Handshake,
  House,
  KeyRound,
  Landmark,
  Library,
  ListChecks,
  ListOrdered,
  LogIn,
  LogOut,
  MailOpen,
  MessagesSquare,
  ScrollText,
  Search,
  Signature,
  UserRound,
  Users,
  UsersRound,
  UserX,
} from "../ui/icons";
import { LanguageSwitch } from "../ui/language-switch";
import { Link } from "../ui/link";
import { Menu, MenuButton } from "../ui/menu";
import type { NavItem } from "../ui/navigation";
import { Notice } from "../ui/notice";
import { QuickExit } from "../ui/quick-exit";
import { SearchField } from "../ui/search-field";
import { Time } from "../ui/time";
import { spacePath } from "../workspaces/spaces";
import type { FrameData } from "./frame.server";
import { LightSwitch } from "./light-switch";
import { useMessages } from "./messages";

/** The frame around a page: one for signed-in people, one for the public. */
export function PortalFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const t = useMessages();
  const { pathname, search } = useLocation();
  const common = {
    network: {
      acronym: frame.network?.acronym ?? t("frame.portal"),
      name: frame.network?.name ?? t("frame.portal"),
    },
    language: <Languages frame={frame} returnTo={pathname + search} />,
    exit: <QuickExit action="/sortie" to={neutralUrl} />,
    house: [
      { to: "/a-propos", label: t("frame.about") },
      { to: "/confidentialite", label: t("frame.privacy") },
      { to: "/accessibilite", label: t("frame.accessibility") },
    ],
    light: <LightSwitch light={frame.light} returnTo={pathname + search} />,
    colophon: frame.demonstration ? t("frame.demonstration") : undefined,
  };
  if (!frame.viewer) {
    const elsewhere = frame.network && !["/", "/connexion", "/installation"].includes(pathname);
    return (
      <PublicFrame
        {...common}
        signIn={elsewhere && <SignInLink />}
        cover={pathname === "/connexion" && <p>{t("frame.cover")}</p>}
      >
        {children}
      </PublicFrame>
    );
  }
  const places = [
    { to: "/", label: t("frame.home"), icon: House },
    { to: "/espaces", label: t("frame.spaces"), icon: UsersRound, end: false },
    { to: "/fils", label: t("frame.threads"), icon: MessagesSquare, end: false },
    { to: "/textes", label: t("frame.documents"), icon: ScrollText, end: false },
    { to: "/annuaire", label: t("frame.directory"), icon: Building2, end: false },
    { to: "/themes", label: t("frame.themes"), icon: Flag, end: false },
    { to: "/recommandations", label: t("frame.recommendations"), icon: ListChecks, end: false },
    { to: "/dialogues", label: t("frame.dialogues"), icon: Handshake, end: false },
    { to: "/bibliotheque", label: t("frame.library"), icon: Library, end: false },
    { to: "/recherche", label: t("frame.search"), icon: Search },
  ];
  const own = frame.viewer.organisations
    ? [{ to: "/mon-organisation", label: t("frame.own"), icon: BriefcaseBusiness, end: false }]
    : [];
  const secretariat = secretariatItems(frame.viewer, t);
  const spaces = frame.spaces.map((space) => ({
    to: spacePath(space),
    label: space.name,
    icon: UsersRound,
    end: false,
    count: space.fresh,
    countLabel: t("frame.fresh", { count: space.fresh }),
    fresh: true,
  }));
  // A narrow screen hides the rail, so the bottom bar shows the number of unread threads.
  const fresh = frame.spaces.reduce((sum, space) => sum + space.fresh, 0);
  const news = { count: fresh, countLabel: t("frame.fresh", { count: fresh }), fresh: true };
  const themes = frame.themes.map((theme) => ({
    to: `/themes/${addressOf(theme)}`,
    label: theme.name,
    colour: theme.colour,
  }));
  return (
    <Frame
      {...common}
      sections={[
        // The secretariat's own work comes first for its people.
        ...(secretariat.length > 0 ? [{ title: t("frame.secretariat"), items: secretariat }] : []),
        { items: [...places, ...own] },
        ...(spaces.length > 0 ? [{ title: t("frame.ownSpaces"), items: spaces }] : []),
        { title: t("frame.themes"), items: themes },
      ]}
      tabs={places.slice(0, 4).map((place) => (place.to === "/espaces" ? { ...place, ...news } : place))}
      more={[...secretariat.slice(0, 1), ...places.slice(4), ...own]}
      search={
        pathname !== "/annuaire" &&
        pathname !== "/recherche" && (
          <SearchField
            look="bar"
            action="/recherche"
            label={t("frame.searchLabel")}
            placeholder={t("frame.searchPlaceholder")}
            longPlaceholder={t("frame.searchLong")}
          />
        )
      }
      account={
        <>
          <Bell loaded={frame.viewer} />
          <Account viewer={frame.viewer} />
        </>
      }
      flash={
        <>
          <Done key={pathname + search} search={search} />
          {frame.viewer.factorDue && <FactorDue by={frame.viewer.factorDue} />}
        </>
      }
    >
      {children}
      <Switcher near={nearOf(frame)} />
    </Frame>
  );
}

/** The secretariat's pages that the viewer may open; the first shows how many decisions wait. */
function secretariatItems(
  viewer: NonNullable<FrameData["viewer"]>,
  t: ReturnType<typeof useMessages>,
): NavItem[] {
  const items: NavItem[] = [];
  if (viewer.secretariat) {
    items.push(
      {
        to: "/secretariat",
        label: t("frame.waiting"),
        icon: Landmark,
        end: true,
        count: viewer.waiting,
        countLabel: t("frame.waitingCount", { count: viewer.waiting }),
        fresh: true,
      },
      { to: "/secretariat/personnes", label: t("frame.people"), icon: Users, end: false },
      { to: "/secretariat/organisations", label: t("frame.memberships"), icon: Handshake, end: false },
      { to: "/secretariat/invitations", label: t("frame.invitations"), icon: MailOpen },
      { to: "/secretariat/mandats", label: t("frame.mandates"), icon: Signature },
      { to: "/secretariat/themes", label: t("frame.agenda"), icon: ListOrdered },
      { to: "/secretariat/droits", label: t("frame.rights"), icon: KeyRound },
    );
  }
  if (viewer.erases) {
    items.push({ to: "/secretariat/effacements", label: t("frame.erasures"), icon: UserX, end: false });
  }
  if (viewer.readsRecord) {
    items.push({ to: "/journal", label: t("frame.record"), icon: ScrollText, end: false });
  }
  return items;
}

/** The frame's links as destinations of the command menu. */
function nearOf({ spaces, themes }: FrameData): Hit[] {
  const near = { place: null };
  return [
    ...spaces.map((space) => ({
      ...near,
      kind: "space" as const,
      id: space.id,
      title: space.name,
      to: spacePath(space),
    })),
    ...themes.map((theme) => ({
      ...near,
      kind: "theme" as const,
      id: theme.id,
      title: theme.name,
      to: `/themes/${addressOf(theme)}`,
    })),
  ];
}

function SignInLink() {
  const t = useMessages();
  return (
    <ButtonLink to="/connexion" icon={LogIn} small>
      {t("frame.signIn")}
    </ButtonLink>
  );
}

function Languages({ frame, returnTo }: { frame: FrameData; returnTo: string }) {
  const languages = frame.locales.map((locale) => ({ locale, label: nameOfLanguage(locale) }));
  return <LanguageSwitch action="/langue" languages={languages} returnTo={returnTo} />;
}

/** What was just done, where the page has no words of its own for it. */
function Done({ search }: { search: string }) {
  const t = useMessages();
  const said = readSaying(search);
  return said && <Flash>{t(`frame.said.${said}`)}</Flash>;
}

/** Reminder on every page until the required second factor is set up. */
function FactorDue({ by }: { by: Date }) {
  const t = useMessages();
  const { pathname } = useLocation();
  if (pathname.startsWith("/compte")) return null;
  return (
    <Notice
      compact
      tone="warning"
      title={t("frame.factorDue")}
      actions={
        <ButtonLink to="/compte/second-facteur" small>
          {t("frame.factorDo")}
        </ButtonLink>
      }
    >
      {t("frame.factorBy")} <Time at={by} look="short" />
    </Notice>
  );
}

function Account({ viewer }: { viewer: NonNullable<FrameData["viewer"]> }) {
  const t = useMessages();
  const { name, picture, organisations, secretariat } = viewer;
  return (
    <Menu
      look="bar"
      name={t("frame.account", { name })}
      label={<Avatar name={name} size="small" picture={picture} />}
    >
      <p className="menu-title">{name}</p>
      {organisations && (
        <Link to="/mon-organisation">
          <BriefcaseBusiness aria-hidden="true" />
          {t("frame.own")}
        </Link>
      )}
      {secretariat && (
        <Link to="/secretariat">
          <Landmark aria-hidden="true" />
          {t("frame.secretariat")}
        </Link>
      )}
      <Link to="/compte/mes-donnees">
        <FileUser aria-hidden="true" />
        {t("frame.myData")}
      </Link>
      <Link to="/compte">
        <UserRound aria-hidden="true" />
        {t("frame.myAccount")}
      </Link>
      <form method="post" action="/deconnexion">
        <MenuButton icon={LogOut}>{t("frame.signOut")}</MenuButton>
      </form>
    </Menu>
  );
}
