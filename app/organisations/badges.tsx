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

/** Badges: relation to the network, and demonstration data. */
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
