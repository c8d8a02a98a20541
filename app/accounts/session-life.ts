import type { NetworkRole } from "../authorization/viewer";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Idle and absolute limits of a session; both are shorter for people with a role in the network. */
const limits = {
  everybody: { idleMs: 7 * day, absoluteMs: 30 * day },
  roles: { idleMs: day, absoluteMs: 7 * day },
};

const limitsOf = (role: NetworkRole | null) => (role ? limits.roles : limits.everybody);

/** The absolute limit of a session that begins now. */
export const absoluteEnd = (from: Date, role: NetworkRole | null): Date =>
  new Date(from.getTime() + limitsOf(role).absoluteMs);

/** The idle limit of a session that is used now. */
export const idleEnd = (from: Date, endsAt: Date, role: NetworkRole | null): Date =>
  new Date(Math.min(from.getTime() + limitsOf(role).idleMs, endsAt.getTime()));

/** The day of an instant. Session use is recorded by day only. */
export const dayOf = (instant: Date): Date => new Date(`${instant.toISOString().slice(0, 10)}T00:00:00Z`);

const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\/|Opera/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad|iPod/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** Browser and system without versions, enough to recognise a device in the list of sessions. */
export function deviceOf(agent: string | null | undefined): string {
  const first = (kinds: [RegExp, string][]) => kinds.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(" · ");
}
