/** Roles in the network itself; the secretariat is its administrators and its moderators. */
export const networkRoles = ["administrator", "moderator", "auditor"] as const;
export type NetworkRole = (typeof networkRoles)[number];

/** Roles in an organisation: the focal point manages its people and its profile. */
export const organisationRoles = ["focal_point", "member"] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

/** Where an organisation stands on its way in and out of the network; `outside` is every other one. */
export type MembershipState = "admitted" | "frozen" | "candidate" | "outside";

/** A person's place in an organisation, and the organisation's in the network. */
export interface ViewerMembership {
  organisationId: string;
  role: OrganisationRole;
  /** `network` for the secretariat's own organisation; null where the organisation is no member. */
  class: "network" | "active" | "associate" | "observer" | null;
  state: MembershipState;
}

/** The signed-in person, as every verb takes it first: finding through the viewer is the authorisation. */
export interface Viewer {
  personId: string;
  sessionId: string;
  name: string;
  role: NetworkRole | null;
  memberships: ViewerMembership[];
  /** The number of their rights when they were looked up; a live connection ends when it has risen. */
  rights: number;
  /** The person's own choice of language, when made. */
  locale: string | null;
  /** How they signed in; absent where nobody did (tests of verbs, work of the portal itself). */
  sign?: {
    /** When they last proved who they are: some acts want that to be recent. */
    provenAt: Date;
    /** By when they must have a second factor; null when they have one, or need none. */
    factorDue: Date | null;
    /** Their rights have changed since the session got its id. */
    newRights: boolean;
    /** What they asked for, to come back to it; absent outside of a request. */
    request?: { path: string; method: string };
  };
}

/**
 * How a viewer stands to the network's common work: by their role in the network, and by the best of their
 * organisations. An observer belongs to one that observes, a guest to none that is a member.
 */
export type NetworkStanding = "secretariat" | "member" | "frozen" | "observer" | "guest";

export function networkStandingOf(viewer: Pick<Viewer, "role" | "memberships">): NetworkStanding {
  if (isSecretariat(viewer)) return "secretariat";
  if (voicesOf(viewer).length > 0) return "member";
  const admitted = viewer.memberships.filter((membership) => membership.class !== null);
  if (admitted.some((membership) => membership.class !== "observer")) return "frozen";
  return admitted.length > 0 ? "observer" : "guest";
}

/** What each standing may do with what belongs to the whole network: the policy, as data. */
const commonWork: Record<NetworkStanding, { reads: boolean; writes: boolean }> = {
  secretariat: { reads: true, writes: true },
  member: { reads: true, writes: true },
  frozen: { reads: true, writes: false },
  observer: { reads: false, writes: false },
  guest: { reads: false, writes: false },
};

/** Whether they read the network's common work; others read what they were let into by name. */
export const readsNetwork = (viewer: Viewer): boolean => commonWork[networkStandingOf(viewer)].reads;

/** Whether they write anything at all. */
export const mayWrite = (viewer: Pick<Viewer, "role" | "memberships">): boolean =>
  commonWork[networkStandingOf(viewer)].writes;

/** Whether they were let in from outside, and so must not learn of others who were. */
export const isGuest = (viewer: Viewer): boolean => networkStandingOf(viewer) === "guest";

export const isSecretariat = ({ role }: Pick<Viewer, "role">): boolean =>
  role === "administrator" || role === "moderator";

/** The organisations a viewer may speak for, the first one first. */
export function voicesOf({ memberships }: Pick<Viewer, "memberships">): string[] {
  return memberships
    .filter(
      (membership) =>
        membership.state === "admitted" && membership.class !== null && membership.class !== "observer",
    )
    .map(({ organisationId }) => organisationId);
}
