/** The signed-in person, as every verb takes it first: finding through the viewer is the authorisation. */
export interface Viewer {
  personId: string;
  sessionId: string;
  name: string;
  role: "secretariat" | null;
  memberships: { organisationId: string; role: "focal_point" | "member" }[];
  /** The person's own choice of language, when made. */
  locale: string | null;
}

/** The three minimal standings of this network: its secretariat, its members, its guests. */
export type Standing = "secretariat" | "member" | "observer";

/** How a viewer stands in the network; an observer belongs to no organisation. */
export function standingOf(viewer: Viewer): Standing {
  if (viewer.role === "secretariat") return "secretariat";
  return viewer.memberships.length > 0 ? "member" : "observer";
}
