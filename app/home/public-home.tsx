import { useLocale } from "../i18n/messages";
import { inLocale } from "../i18n/variants";
import type { NetworkCard } from "../network/network";
import { ButtonLink } from "../ui/button";
import { Card, Cards } from "../ui/card";
import { Building2, LogIn, MailPlus } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";

interface PublicHomeProps {
  network: NetworkCard | null;
  /** Whether the secretariat has published a part of the directory. */
  directory: boolean;
  /** Whether an organisation may apply for admission. */
  asks: boolean;
}

/** The public page: the network's mission, and links to sign in, apply and search. The network's work is not public. */
export function PublicHome({ network, directory, asks }: PublicHomeProps) {
  const t = useMessages();
  const locale = useLocale();
  if (!network) return <PageHeader title={t("empty.title")} lead={t("empty.lead")} />;
  const mission =
    Object.keys(network.mission).length > 0 ? inLocale(network.mission, locale) : t("public.lead");
  return (
    <>
      <header className="welcome">
        <h1 dir="auto">{network.name}</h1>
        <p dir="auto">{mission}</p>
        <div className="line">
          <ButtonLink kind="main" icon={LogIn} to="/connexion">
            {t("public.signIn")}
          </ButtonLink>
          {directory && (
            <ButtonLink icon={Building2} to="/annuaire-public">
              {t("public.directory")}
            </ButtonLink>
          )}
          {asks && (
            <ButtonLink icon={MailPlus} to="/demande">
              {t("public.ask")}
            </ButtonLink>
          )}
        </div>
      </header>
      <Cards>
        {([1, 2, 3] as const).map((part) => (
          <Card key={part} title={t(`public.${part}.title`)}>
            <p>{t(`public.${part}.text`)}</p>
          </Card>
        ))}
      </Cards>
      <p className="meta">{t("public.private")}</p>
    </>
  );
}
