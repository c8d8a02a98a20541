import { Badge, type BadgeTone } from "../ui/badge";
import { Archive, BadgeCheck, Eye, type IconComponent, PenLine } from "../ui/icons";
import { useMessages } from "./messages";
import type { DocumentStatus } from "./status";

const looks: Record<DocumentStatus, [BadgeTone, IconComponent]> = {
  draft: ["neutral", PenLine],
  review: ["accent", Eye],
  validated: ["leaf", BadgeCheck],
  archived: ["ochre", Archive],
};

/** How far a document has come, with the number of its frozen text. */
export function StatusBadge({ status, number }: { status: DocumentStatus; number?: number }) {
  const t = useMessages();
  const [tone, icon] = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`status.${status}`)}
      {status === "validated" && number ? ` · ${t("status.number", { number })}` : null}
    </Badge>
  );
}
