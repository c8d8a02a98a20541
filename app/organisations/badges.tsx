import { Badge, type BadgeTone } from "../ui/badge";
import { useMessages } from "./messages";
import type { OrganisationCard, Relation } from "./organisations";

const tones: Record<Relation, BadgeTone> = {
  network: "accent",
  active: "leaf",
  associate: "leaf",
  observer: "leaf",
  partner: "accent",
  institution: "neutral",
  contact: "neutral",
};

/** How an organisation stands to the network, and whether it is only there to try the portal. */
export function OrganisationBadges({
  organisation,
}: {
  organisation: Pick<OrganisationCard, "relation" | "demonstration">;
}) {
  const t = useMessages();
  return (
    <>
      <Badge tone={tones[organisation.relation]}>{t(`relation.${organisation.relation}`)}</Badge>
      {organisation.demonstration && <Badge tone="ochre">{t("relation.demonstration")}</Badge>}
    </>
  );
}
