import { Badge, type BadgeTone } from "../ui/badge";
import type { MemberClassName, OrganisationState } from "./admission";
import { useMessages } from "./messages";

const tones: Record<OrganisationState, BadgeTone> = {
  outside: "neutral",
  candidate: "ochre",
  admitted: "leaf",
  frozen: "alert",
  left: "neutral",
};

/** The state of an organisation's admission. */
export function StateBadge(props: { state: OrganisationState; class: MemberClassName | null }) {
  const t = useMessages();
  return (
    <Badge tone={tones[props.state]}>
      {props.state === "admitted" && props.class ? t(`class.${props.class}`) : t(`state.${props.state}`)}
    </Badge>
  );
}
