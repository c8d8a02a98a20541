import { Badge, type BadgeTone } from "../ui/badge";
import type { MandateState } from "./mandates";
import { useMessages } from "./messages";

const tones: Record<MandateState, BadgeTone> = {
  current: "leaf",
  future: "accent",
  suspended: "alert",
  ended: "neutral",
  revoked: "neutral",
};

/** The state of a mandate today. */
export function MandateBadge({ state }: { state: MandateState }) {
  const t = useMessages();
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
