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
