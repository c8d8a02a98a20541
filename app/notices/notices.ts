import type { Action } from "../audit/actions";

/** Why a person is told; the weakest first, as in the database. */
export const noticeReasons = [
  "followed",
  "organisation",
  "deadline",
  "decision",
  "decide",
  "replied",
  "mentioned",
  "assigned",
  "security",
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** What a notice is about: notices are grouped by it, and read when it is opened. */
export type NoticeThing =
  | "thread"
  | "document"
  | "space"
  | "theme"
  | "organisation"
  | "account"
  | "secretariat"
  | "recommendation";

/** The kinds of deadlines, which a job tells of. */
export const deadlineKinds = [
  "task.near",
  "task.overdue",
  "date.near",
  "date.passed",
  "mandate.ending",
  "profile.due",
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export type NoticeKindName = Action | DeadlineKind;

/** A line of the page: one kind of event on one thing. */
export interface NoticeLine {
  id: string;
  kind: string;
  reason: NoticeReason;
  /** The number of events folded into it. */
  count: number;
  at: string;
  read: boolean;
}

/** The notices of one day about one thing. */
export interface NoticeGroup {
  thing: NoticeThing;
  /** Its name as the viewer may see it now; null where it has none. */
  title: string | null;
  to: string;
  lines: NoticeLine[];
}

export interface NoticeDay {
  /** In the network's zone. */
  day: string;
  groups: NoticeGroup[];
}

export const noticesPerPage = 50;
/** The bell counts to this number, and shows "99+" above it. */
export const maxCounted = 99;

/** The address of the page, with its filter and cursor. */
export function noticesPath({
  reason,
  after,
}: {
  reason?: NoticeReason | null;
  after?: string | null;
} = {}): string {
  const params = new URLSearchParams();
  if (reason) params.set("motif", reason);
  if (after) params.set("apres", after);
  return params.size > 0 ? `/notifications?${params}` : "/notifications";
}

export const isNoticeReason = (value: string | null): value is NoticeReason =>
  (noticeReasons as readonly (string | null)[]).includes(value);
