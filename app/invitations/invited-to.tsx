import type { InvitedTo } from "./invitations";
import { useMessages } from "./messages";

/** The target of an invitation, in words. */
export function useInvitedTo(): (invited: InvitedTo) => string {
  const t = useMessages();
  return (invited) => {
    if (invited.to === "guest") return t("state.guest", { space: invited.space });
    if (invited.to === "network") return t(`state.network.${invited.role}`);
    return t(`state.organisation.${invited.role}`, { organisation: invited.organisation });
  };
}
