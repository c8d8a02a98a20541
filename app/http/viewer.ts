/** A person's place in an organisation, and the organisation's in the network. */
export interface ViewerMembership {
  organisationId: string;
  role: "focal_point" | "member";
  /** `network` for the secretariat's own organisation; null where the organisation is no member. */
  class: "network" | "active" | "associate" | "observer" | null;
}

/** The signed-in person, as every verb takes it first: finding through the viewer is the authorisation. */
export interface Viewer {
  personId: string;
  sessionId: string;
  name: string;
  role: "secretariat" | null;
  memberships: ViewerMembership[];
  /** The number of their rights when they were looked up; a live connection ends when it has risen. */
  rights: number;
  /** The person's own choice of language, when made. */
  locale: string | null;
}

/** The three minimal standings of this network: its secretariat, its members, its guests. */
export type Standing = "secretariat" | "member" | "observer";

/**
 * How a viewer stands in the network. Whoever belongs to no member organisation, or only to one that observes, is
 * an observer: reads what they were let into, and writes nothing.
 */
export function standingOf(viewer: Viewer): Standing {
  if (viewer.role === "secretariat") return "secretariat";
  return ownVoices(viewer).length > 0 ? "member" : "observer";
}

/** The organisations a viewer may speak for, the first one first. */
export function ownVoices({ memberships }: Viewer): string[] {
  return memberships
    .filter((membership) => membership.class !== null && membership.class !== "observer")
    .map(({ organisationId }) => organisationId);
}
