import { Badge, type BadgeTone } from "../ui/badge";
import type { MandateState } from "./mandates";
import { useTexts } from "./texts";

const tones: Record<MandateState, BadgeTone> = {
  current: "leaf",
  future: "accent",
  suspended: "alert",
  ended: "neutral",
  revoked: "neutral",
};

/** Whether a mandate holds today. */
export function MandateBadge({ state }: { state: MandateState }) {
  const t = useTexts();
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
