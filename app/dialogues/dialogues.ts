import { addressOf } from "../http/addresses";

export const formats = ["dialogue", "framework", "working_group", "hearing", "restitution"] as const;
export type DialogueFormat = (typeof formats)[number];

export const states = [
  "preparing",
  "convened",
  "held",
  "minutes",
  "closed",
  "cancelled",
  "postponed",
] as const;
export type DialogueState = (typeof states)[number];

export const qualities = ["member", "state", "partner", "observer"] as const;
export type Quality = (typeof qualities)[number];

/** Invited ones that do not come are shown as excused or absent, and never dropped. */
export const presences = ["invited", "present", "excused", "absent"] as const;
export type Presence = (typeof presences)[number];

export const commitmentStates = [
  "made",
  "started",
  "kept",
  "partly_kept",
  "broken",
  "no_news",
  "postponed",
] as const;
export type CommitmentState = (typeof commitmentStates)[number];

export const maxLengths = {
  title: 200,
  subject: 500,
  place: 120,
  text: 2_000,
  minutes: 60_000,
  due: 60,
} as const;
/** Maximum number of invited organisations, agenda items and commitments of a dialogue. */
export const maxParts = 200;

export interface DialogueRow {
  id: string;
  slug: string;
  edition: number | null;
  title: string;
  format: DialogueFormat;
  state: DialogueState;
  place: string | null;
  startsOn: string;
  endsOn: string | null;
  present: number;
  commitments: number;
}

export interface CommitmentShown {
  id: string;
  text: string;
  disputed: string | null;
  state: CommitmentState;
  dueText: string | null;
  dueOn: string | null;
  overdue: boolean;
  authority: { id: string; slug: string; name: string };
  recommendation: { id: string; number: number } | null;
  /** Former deadlines, the first one first. */
  former: string[];
}

export interface DialoguePage extends Omit<DialogueRow, "present" | "commitments"> {
  subject: string | null;
  url: string | null;
  demonstration: boolean;
  space: { id: string; slug: string; name: string } | null;
  previous: { id: string; slug: string; title: string; commitments: CommitmentShown[] } | null;
  agenda: {
    id: string;
    title: string;
    organisation: string | null;
    minutes: number | null;
    report: string;
  }[];
  attendances: {
    id: string;
    organisation: { id: string; slug: string; name: string };
    quality: Quality;
    presence: Presence;
    delegation: number | null;
    /** In how many of the dialogues it was invited to it was present. */
    seating: { present: number; invited: number };
  }[];
  commitments: CommitmentShown[];
  minutes: {
    text: string;
    state: "draft" | "sent" | "validated";
    until: string | null;
    validatedOn: string | null;
    bySilence: boolean;
  };
  errata: { number: number; text: string; at: string }[];
  former: string[];
  publishedAt: string | null;
  version: number;
  recommendations: { id: string; number: number; text: string }[];
}

export const dialoguePath = (dialogue: { id: string; slug: string }, page = ""): string =>
  `/dialogues/${addressOf(dialogue)}${page && `/${page}`}`;

/**
 * What a report says under each item of an agenda: a line that begins with the item's number or repeats its title opens
 * it; what comes before the first belongs to none.
 */
export function splitReport(
  report: string,
  agenda: readonly { id: string; title: string }[],
): { before: string; items: Map<string, string> } {
  const key = (words: string) =>
    words
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]/gu, "")
      .toLowerCase();
  const opened = (line: string) => {
    const [, number] = /^\s*(?:point\s+)?(\d{1,3})\s?[.)\u00a0:–-]/i.exec(line) ?? [];
    const byTitle = agenda.find(
      ({ title }) => key(title) !== "" && key(line.replace(/^\s*\d{1,3}\s?[.)]/, "")) === key(title),
    );
    return byTitle ?? (number ? agenda[Number(number) - 1] : undefined);
  };
  const items = new Map<string, string>();
  const before: string[] = [];
  let current: string | null = null;
  for (const line of report.split("\n")) {
    const item = opened(line);
    if (item && !items.has(item.id)) {
      current = item.id;
      items.set(item.id, "");
    } else if (current) items.set(current, `${items.get(current)}${line}\n`);
    else before.push(line);
  }
  for (const [id, text] of items) items.set(id, text.trim());
  return { before: before.join("\n").trim(), items };
}
