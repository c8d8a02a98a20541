/** Where a mandate stands today. */
export const mandateStates = ["current", "future", "suspended", "ended", "revoked"] as const;
export type MandateState = (typeof mandateStates)[number];

export interface MandateRow {
  id: string;
  organisationId: string;
  organisation: string;
  person: string;
  alternates: string[];
  /** Both days count, in the network's zone; as YYYY-MM-DD. */
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

/** A mandate that holds at this moment: what a signature is given under. */
export interface HeldMandate {
  id: string;
  organisationId: string;
  /** Whether the viewer is the holder, or stands in for them. */
  as: "holder" | "alternate";
  until: string;
}

/** The longest a mandate may run; a network renews them with its governing bodies. */
export const maxMandateDays = 366 * 5;
