import type { AdmissionStep, MemberClassName, OrganisationState } from "./admission";
import type { PlaceOf } from "./people";

/** An organisation as the secretariat sees its membership. */
export interface OrganisationRow {
  id: string;
  /** `<id>-<slug>` */
  address: string;
  name: string;
  acronym: string | null;
  state: OrganisationState;
  class: MemberClassName | null;
  /** Since when it stands so. */
  since: string | null;
  people: number;
}

export const situationStatuses = ["authorised", "suspended", "unknown"] as const;
export type SituationStatus = (typeof situationStatuses)[number];

/** How an organisation stands with the administration; for the secretariat and that organisation alone. */
export interface Situation {
  status: SituationStatus;
  /** As YYYY-MM-DD. */
  since: string | null;
  source: string | null;
  changedAt: string | null;
}

export interface HistoryLine {
  id: string;
  step: AdmissionStep;
  class: MemberClassName | null;
  reason: string;
  at: string;
  /** Who decided; null for what the portal began with, or an account that is no more. */
  by: string | null;
}

export interface Colleague extends Pick<PlaceOf, "id" | "role"> {
  personId: string;
  name: string;
  function: string | null;
  /** Only for who manages the organisation. */
  email: string | null;
  /** The reader may lock their account in an emergency. */
  locks: boolean;
}
