/** The state of a mandate today. */
export const mandateStates = ["current", "future", "suspended", "ended", "revoked"] as const;
export type MandateState = (typeof mandateStates)[number];

export interface MandateRow {
  id: string;
  organisationId: string;
  organisation: string;
  person: string;
  alternates: string[];
  /** First and last day, inclusive, in the network's time zone; as YYYY-MM-DD. */
  from: string;
  until: string;
  state: MandateState;
}

export interface MandatePage extends MandateRow {
  givenAt: string;
  givenBy: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  revokedBecause: string | null;
  mayRevoke: boolean;
}

/** A mandate that is in force now; signatures refer to it. */
export interface HeldMandate {
  id: string;
  organisationId: string;
  /** Whether the viewer is the holder or an alternate. */
  as: "holder" | "alternate";
  until: string;
}

/** Maximum duration of a mandate; a network renews mandates with its governing bodies. */
export const maxMandateDays = 366 * 5;
