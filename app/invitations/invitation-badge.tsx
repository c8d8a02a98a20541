import { Badge, type BadgeTone } from "../ui/badge";
import type { InvitationState } from "./invitations";
import { useMessages } from "./messages";

const tones: Record<InvitationState, BadgeTone> = {
  waiting: "accent",
  expired: "ochre",
  accepted: "leaf",
  revoked: "neutral",
};

/** The state of an invitation. */
export function InvitationBadge({ state }: { state: InvitationState }) {
  const t = useMessages();
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
