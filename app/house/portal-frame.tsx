import { Form, useLocation } from "@remix-run/react";
import { Building2, Flag, House, LogIn, LogOut, MessagesSquare, Users } from "lucide-react";
import type { ReactNode } from "react";
import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Frame, PublicFrame } from "../ui/frame";
import { LanguageSwitch } from "../ui/language-switch";
import { Menu, MenuButton } from "../ui/menu";
import { SearchField } from "../ui/search-field";
import type { FrameData } from "./frame.server";
import { useTexts } from "./texts";

/** The frame of this portal around a page: who is signed in decides which one. */
export function PortalFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const t = useTexts();
  const { pathname, search } = useLocation();
  const common = {
    network: {
      acronym: frame.network?.acronym ?? t("frame.portal"),
      name: frame.network?.name ?? t("frame.portal"),
    },
    language: <Languages frame={frame} returnTo={pathname + search} />,
    house: [
      { to: "/a-propos", label: t("frame.about") },
      { to: "/confidentialite", label: t("frame.privacy") },
      { to: "/accessibilite", label: t("frame.accessibility") },
    ],
    colophon: frame.demonstration ? t("frame.demonstration") : undefined,
  };
  if (!frame.viewer) {
    const elsewhere = frame.network && !["/connexion", "/installation"].includes(pathname);
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
    { to: "/annuaire", label: t("frame.directory"), icon: Building2, end: false },
    { to: "/themes", label: t("frame.themes"), icon: Flag, end: false },
    { to: "/fils", label: t("frame.threads"), icon: MessagesSquare, end: false },
  ];
  const secretariat = [{ to: "/secretariat/personnes", label: t("frame.people"), icon: Users }];
  const themes = frame.themes.map((theme) => ({
    to: `/themes/${addressOf(theme)}`,
    label: theme.name,
    colour: theme.colour,
  }));
  return (
    <Frame
      {...common}
      sections={[
        { items: places },
        { title: t("frame.themes"), items: themes },
        ...(frame.viewer.secretariat ? [{ title: t("frame.secretariat"), items: secretariat }] : []),
      ]}
      tabs={places}
      search={
        pathname !== "/annuaire" && (
          <SearchField
            look="bar"
            action="/annuaire"
            label={t("frame.searchLabel")}
            placeholder={t("frame.searchPlaceholder")}
            longPlaceholder={t("frame.searchLong")}
          />
        )
      }
      account={<Account name={frame.viewer.name} />}
    >
      {children}
    </Frame>
  );
}

function SignInLink() {
  const t = useTexts();
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

/** A language in its own words: "Français", "English", "Hausa". */
function nameOfLanguage(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

function Account({ name }: { name: string }) {
  const t = useTexts();
  return (
    <Menu look="bar" name={t("frame.account", { name })} label={<Avatar name={name} size="small" />}>
      <p className="menu-title">{name}</p>
      <Form method="post" action="/deconnexion" reloadDocument>
        <MenuButton icon={LogOut}>{t("frame.signOut")}</MenuButton>
      </Form>
    </Menu>
  );
}
