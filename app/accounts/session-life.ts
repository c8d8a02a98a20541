import type { NetworkRole } from "../authorization/viewer";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/**
 * How long a session lasts without being used, and in any case. Whoever has a role in the network can do more, and
 * proves more often who they are.
 */
const limits = {
  everybody: { idleMs: 7 * day, absoluteMs: 30 * day },
  roles: { idleMs: day, absoluteMs: 7 * day },
};

const limitsOf = (role: NetworkRole | null) => (role ? limits.roles : limits.everybody);

/** When a session that begins now ends in any case. */
export const absoluteEnd = (from: Date, role: NetworkRole | null): Date =>
  new Date(from.getTime() + limitsOf(role).absoluteMs);

/** When a session that is used now ends unless it is used again. */
export const idleEnd = (from: Date, endsAt: Date, role: NetworkRole | null): Date =>
  new Date(Math.min(from.getTime() + limitsOf(role).idleMs, endsAt.getTime()));

/** The day of an instant: the only trace that is kept of when a session was used. */
export const dayOf = (instant: Date): Date => new Date(`${instant.toISOString().slice(0, 10)}T00:00:00Z`);

/** After so long, some acts ask for the password or a passkey again. */
export const recentAuthMs = 10 * 60 * 1000;

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

/** The kind of browser and system, without versions: enough to know one's own telephone in a list. */
export function deviceOf(agent: string | null | undefined): string {
  const first = (kinds: [RegExp, string][]) => kinds.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(" · ");
}
