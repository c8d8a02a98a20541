import { Badge, type BadgeTone } from "../ui/badge";
import { Archive, EyeOff, type IconComponent, KeyRound, ShieldAlert, Trash2, Users } from "../ui/icons";
import { useMessages } from "./messages";
import type { SpaceSummary, Visibility } from "./spaces";

const readers: Record<Visibility, [BadgeTone, IconComponent]> = {
  network: ["leaf", Users],
  on_request: ["ochre", KeyRound],
  private: ["ochre", EyeOff],
};

/** Who reads a space; with it only what is out of the ordinary: confidential content, archived, deleted. */
export function SpaceBadges({
  space,
}: {
  space: Pick<SpaceSummary, "visibility" | "confidentiality" | "state">;
}) {
  const t = useMessages();
  const [tone, icon] = readers[space.visibility];
  return (
    <>
      <Badge tone={tone} icon={icon}>
        {t(`sign.read.${space.visibility}`)}
      </Badge>
      {space.confidentiality === "confidential" && (
        <Badge tone="alert" icon={ShieldAlert}>
          {t("sign.confidential")}
        </Badge>
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
