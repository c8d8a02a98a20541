/** States of a recommendation and of its addressees; labels are in the catalogues. */
export const positions = ["none", "accepted", "partly", "noted", "rejected"] as const;
export type Position = (typeof positions)[number];

export const statuses = [
  "formulated",
  "sent",
  "received",
  "preparing",
  "started",
  "partly_done",
  "done",
  "not_done",
  "no_information",
  "void",
] as const;
export type Status = (typeof statuses)[number];

/** Statuses after which nothing is due. */
export const endedStatuses: readonly Status[] = ["done", "void"];

export const grades = ["A", "B", "C", "D", "E"] as const;
export type Grade = (typeof grades)[number] | "N";

export const maxLengths = {
  text: 8_000,
  source: 300,
  short: 120,
  url: 500,
  reason: 2_000,
  action: 500,
  due: 60,
  evidence: 300,
} as const;

/** Maximum number of addressees of a recommendation. */
export const maxAddressees = 60;

/** A step as shown. */
export interface Step {
  id: string;
  action: string;
  indicator: string | null;
  dueText: string | null;
  dueOn: string | null;
  overdue: boolean;
  doneOn: string | null;
}

export interface AssessmentShown {
  id: string;
  grade: Grade;
  from: string | null;
  until: string | null;
  reason: string;
  organisation: string | null;
  at: string;
  evidence: { id: string; title: string; datedOn: string; url: string | null; open: boolean }[];
  dissents: { organisationId: string; organisation: string; words: string }[];
}

export interface AddresseeShown {
  id: string;
  authority: { id: string; slug: string; name: string };
  role: "responsible" | "associated";
  position: Position;
  status: Status;
  statusReason: string | null;
  statusOn: string;
  grade: Grade;
  dueOn: string | null;
  overdue: boolean;
  follower: string | null;
  version: number;
  steps: Step[];
  reports: { id: string; words: string; reportedOn: string; url: string | null }[];
  assessments: AssessmentShown[];
  changes: { id: string; at: string; field: string; before: string; after: string; by: string | null }[];
}

export interface RecommendationShown {
  id: string;
  number: number;
  kind: "recommendation" | "observation";
  text: string;
  translation: string | null;
  source: string;
  symbol: string | null;
  paragraph: string | null;
  body: string | null;
  cycle: number | null;
  session: string | null;
  issuedOn: string | null;
  states: string[];
  groups: string[];
  goals: string[];
  places: string[];
  url: string | null;
  demonstration: boolean;
  publishedAt: string | null;
  themes: { id: string; slug: string; name: string }[];
  authors: { id: string; slug: string; name: string }[];
  reiterates: { id: string; number: number } | null;
  reiterations: { id: string; number: number }[];
  dialogue: { id: string; slug: string; title: string } | null;
  addressees: AddresseeShown[];
  letters: { id: string; kind: string; subject: string; sentOn: string; authority: string }[];
}

export const recommendationPath = ({ id }: { id: string }) => `/recommandations/${id}`;
