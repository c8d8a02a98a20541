import { Badge, type BadgeTone } from "../ui/badge";
import type { InvitationState } from "./invitations";
import { useTexts } from "./texts";

const tones: Record<InvitationState, BadgeTone> = {
  waiting: "accent",
  expired: "ochre",
  accepted: "leaf",
  revoked: "neutral",
};

/** Where an invitation stands. */
export function InvitationBadge({ state }: { state: InvitationState }) {
  const t = useTexts();
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
