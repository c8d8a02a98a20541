import type { AdmissionStep, MemberClassName, OrganisationState } from "./admission";
import type { PlaceOf } from "./network-people";

/** An organisation in the secretariat's admission list. */
export interface OrganisationRow {
  id: string;
  /** `<id>-<slug>` */
  address: string;
  name: string;
  acronym: string | null;
  state: OrganisationState;
  class: MemberClassName | null;
  /** Since when it has been in this state. */
  since: string | null;
  people: number;
}

export const situationStatuses = ["authorised", "suspended", "unknown"] as const;
export type SituationStatus = (typeof situationStatuses)[number];

/** An organisation's administrative situation; for the secretariat and that organisation only. */
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
  /** Who decided; null for initial data or an erased account. */
  by: string | null;
}

export interface Colleague extends Pick<PlaceOf, "id" | "role"> {
  personId: string;
  name: string;
  function: string | null;
  /** Only for viewers who manage the organisation. */
  email: string | null;
  /** Whether the reader may lock this person's account in an emergency. */
  locks: boolean;
}
