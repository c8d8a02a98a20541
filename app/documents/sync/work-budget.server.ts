import type { Viewer } from "../../authorization/viewer";

/**
 * Each person's budget of work in the document workers of this process: large updates, and failed trials. The burst
 * covers hours of offline writing; beyond it the client is asked to send later, without loss.
 */
const burst = 4 * 1024 * 1024;
const perSecond = 512 * 1024;
const maxRemembered = 10_000;

interface Account {
  left: number;
  at: number;
}

const accounts = new Map<string, Account>();

export const hasWorkLeft = ({ personId }: Viewer): boolean =>
  !accounts.has(personId) || accountOf(personId).left > 0;

/** One unit per byte to decode, integrate or read. */
export function chargeWork({ personId }: Viewer, units: number): void {
  // A forgotten person starts with a full budget, as after some seconds without work.
  if (accounts.size >= maxRemembered) accounts.clear();
  accountOf(personId).left -= units;
}

function accountOf(personId: string): Account {
  const now = performance.now();
  const before = accounts.get(personId) ?? { left: burst, at: now };
  const account = { left: Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond), at: now };
  accounts.set(personId, account);
  return account;
}
