import { LogIn } from "lucide-react";
import { useLocale } from "../i18n/texts";
import { inLocale } from "../i18n/variants";
import type { NetworkCard } from "../network/network";
import { ButtonLink } from "../ui/button";
import { Card, Cards } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { useTexts } from "./texts";

/** What the world sees: what the network is for, and the door. Nothing of its work is public. */
export function PublicHome({ network }: { network: NetworkCard | null }) {
  const t = useTexts();
  const locale = useLocale();
  if (!network) return <PageHeader title={t("empty.title")} lead={t("empty.lead")} />;
  const mission =
    Object.keys(network.mission).length > 0 ? inLocale(network.mission, locale) : t("public.lead");
  return (
    <>
      <PageHeader
        title={network.name}
        lead={mission}
        actions={
          <ButtonLink kind="main" icon={LogIn} to="/connexion">
            {t("public.signIn")}
          </ButtonLink>
        }
      />
      <Cards>
        {([1, 2, 3] as const).map((part) => (
          <Card key={part} title={t(`public.${part}.title`)}>
            <p>{t(`public.${part}.text`)}</p>
          </Card>
        ))}
      </Cards>
    </>
  );
}
