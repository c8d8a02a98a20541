import type { Viewer } from "../../authorization/viewer";

/**
 * What a person may give the document threads to do on this process: large updates, and trials that fail. A burst is
 * allowed for who comes back online with hours of writing; beyond it they are asked to send later, and nothing is lost.
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

/** One unit for each byte that has to be decoded, integrated or read. */
export function chargeWork({ personId }: Viewer, units: number): void {
  // Whoever is forgotten begins with a full account, as after some seconds without work.
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
