/** Roles in the network itself; administrators and moderators form the secretariat. */
export const networkRoles = ["administrator", "moderator", "auditor"] as const;
export type NetworkRole = (typeof networkRoles)[number];

/** Roles in an organisation: the focal point manages its people and its profile. */
export const organisationRoles = ["focal_point", "member"] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

/** The state of an organisation's admission; `outside` is every organisation without one. */
export type MembershipState = "admitted" | "frozen" | "candidate" | "outside";

/** A person's membership in an organisation, and that organisation's state in the network. */
export interface ViewerMembership {
  organisationId: string;
  role: OrganisationRole;
  /** `network` for the secretariat's own organisation; null where the organisation is not a member. */
  class: "network" | "active" | "associate" | "observer" | null;
  state: MembershipState;
}

/** The signed-in person. Every verb takes it first: queries through the viewer are the authorisation. */
export interface Viewer {
  personId: string;
  sessionId: string;
  name: string;
  /** Id of their portrait; absent without a session. */
  picture?: string | null;
  role: NetworkRole | null;
  memberships: ViewerMembership[];
  /** The rights number at lookup; a live connection ends when it has risen. */
  rights: number;
  /** The person's own choice of language, if any. */
  locale: string | null;
  /** How they signed in; absent without a session (tests of verbs, the portal's own jobs). */
  sign?: {
    /** When they last authenticated: some actions require that to be recent. */
    provenAt: Date;
    /** The deadline for a second factor; null when they have one, or need none. */
    factorDue: Date | null;
    /** Their rights have changed since the session got its id. */
    newRights: boolean;
    /** What they requested, to return to it; absent outside of a request. */
    request?: { path: string; method: string };
  };
}

/**
 * A viewer's relation to the network's shared work: from their role in the network, and the best state of their
 * organisations. An observer belongs to an observing organisation, a guest to no member.
 */
export type NetworkStanding = "secretariat" | "member" | "frozen" | "observer" | "guest";

export function networkStandingOf(viewer: Pick<Viewer, "role" | "memberships">): NetworkStanding {
  if (isSecretariat(viewer)) return "secretariat";
  if (voicesOf(viewer).length > 0) return "member";
  const admitted = viewer.memberships.filter((membership) => membership.class !== null);
  if (admitted.some((membership) => membership.class !== "observer")) return "frozen";
  return admitted.length > 0 ? "observer" : "guest";
}

/** What each standing may do with content of the whole network: the policy, as data. */
const commonWork: Record<NetworkStanding, { reads: boolean; writes: boolean }> = {
  secretariat: { reads: true, writes: true },
  member: { reads: true, writes: true },
  frozen: { reads: true, writes: false },
  observer: { reads: false, writes: false },
  guest: { reads: false, writes: false },
};

/** Whether they read the network's shared content; others read only what they were invited to by name. */
export const readsNetwork = (viewer: Viewer): boolean => commonWork[networkStandingOf(viewer)].reads;

/** Whether they may write anything at all. */
export const mayWrite = (viewer: Pick<Viewer, "role" | "memberships">): boolean =>
  commonWork[networkStandingOf(viewer)].writes;

/** Whether they were invited from outside, and so must not learn of other guests. */
export const isGuest = (viewer: Viewer): boolean => networkStandingOf(viewer) === "guest";

export const isSecretariat = ({ role }: Pick<Viewer, "role">): boolean =>
  role === "administrator" || role === "moderator";

/** The organisations a viewer may speak for, the default one first. */
export function voicesOf({ memberships }: Pick<Viewer, "memberships">): string[] {
  return memberships
    .filter(
      (membership) =>
        membership.state === "admitted" && membership.class !== null && membership.class !== "observer",
    )
    .map(({ organisationId }) => organisationId);
}
