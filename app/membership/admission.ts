/** The state of an organisation's admission; `outside` without one. */
export const organisationStates = ["outside", "candidate", "admitted", "frozen", "left"] as const;
export type OrganisationState = (typeof organisationStates)[number];

export const memberClassNames = ["active", "associate", "observer"] as const;
export type MemberClassName = (typeof memberClassNames)[number];

/** All steps of an admission: the states from which each may be taken, and whether it sets a class. */
export const admissionSteps = {
  candidate: { from: ["outside", "left"], to: "candidate", asksClass: true },
  declined: { from: ["candidate"], to: "outside", asksClass: false },
  admitted: { from: ["candidate", "outside", "left"], to: "admitted", asksClass: true },
  class_changed: { from: ["admitted"], to: "admitted", asksClass: true },
  frozen: { from: ["admitted"], to: "frozen", asksClass: false },
  restored: { from: ["frozen"], to: "admitted", asksClass: false },
  left: { from: ["admitted", "frozen"], to: "left", asksClass: false },
} as const satisfies Record<
  string,
  { from: readonly OrganisationState[]; to: OrganisationState; asksClass: boolean }
>;
export type AdmissionStep = keyof typeof admissionSteps;

/** The steps available in a state. */
export function stepsFrom(state: OrganisationState): AdmissionStep[] {
  const steps = (Object.keys(admissionSteps) as AdmissionStep[]).filter((step) =>
    (admissionSteps[step].from as readonly OrganisationState[]).includes(state),
  );
  // The act that is hoped for comes first.
  return steps.sort((one, other) => Number(other === "admitted") - Number(one === "admitted"));
}

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

/** A step in the history of an organisation's admission. */
export interface HistoryLine {
  id: string;
  step: AdmissionStep;
  class: MemberClassName | null;
  reason: string;
  at: string;
  /** Who decided; null for initial data or an erased account. */
  by: string | null;
}
