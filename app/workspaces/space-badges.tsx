import { Badge, type BadgeTone } from "../ui/badge";
import {
  Archive,
  EyeOff,
  Globe,
  type IconComponent,
  KeyRound,
  ShieldAlert,
  ShieldCheck,
  Trash2,
  Users,
} from "../ui/icons";
import { useMessages } from "./messages";
import type { ConfidentialityLevel, SpaceSummary, Visibility } from "./spaces";

const levels: Record<ConfidentialityLevel, [BadgeTone, IconComponent]> = {
  internal: ["leaf", Users],
  restricted: ["ochre", ShieldCheck],
  confidential: ["alert", ShieldAlert],
};

/** Confidentiality of a space's content; shown on its pages, threads and documents. */
export function ConfidentialityBadge({ level }: { level: ConfidentialityLevel }) {
  const t = useMessages();
  const [tone, icon] = levels[level];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`sign.${level}`)}
    </Badge>
  );
}

const doors: Record<Visibility, IconComponent> = { network: Globe, on_request: KeyRound, private: EyeOff };

/** Kind, visibility and confidentiality of a space, and whether it is archived or deleted. */
export function SpaceBadges({
  space,
}: {
  space: Pick<SpaceSummary, "kind" | "visibility" | "confidentiality" | "state">;
}) {
  const t = useMessages();
  return (
    <>
      <Badge>{t(`sign.kind.${space.kind}`)}</Badge>
      <ConfidentialityBadge level={space.confidentiality} />
      {space.kind !== "network" && (
        <Badge icon={doors[space.visibility]}>{t(`sign.visibility.${space.visibility}`)}</Badge>
      )}
      {space.state === "archived" && (
        <Badge tone="ochre" icon={Archive}>
          {t("sign.archived")}
        </Badge>
      )}
      {space.state === "deleted" && (
        <Badge tone="alert" icon={Trash2}>
          {t("sign.deleted")}
        </Badge>
      )}
    </>
  );
}
