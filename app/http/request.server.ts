import { AsyncLocalStorage } from "node:async_hooks";
import { isIPv4, isIPv6 } from "node:net";

/** Facts about the current request, available throughout its call chain. */
interface RequestFacts {
  /** The truncated network of the client; null where the address is unknown. */
  network: string | null;
  /** The User-Agent header. */
  agent?: string;
}

const current = new AsyncLocalStorage<RequestFacts>();

/** Runs the work of one request with its facts in scope. */
export function runInRequest<Result>(facts: RequestFacts, work: () => Result): Result {
  return current.run(facts, work);
}

/** The truncated network of the current request; null outside of one (jobs, commands). */
export const requestNetwork = (): string | null => current.getStore()?.network ?? null;

/** The User-Agent of the current request; empty outside of one. */
export const requestAgent = (): string => current.getStore()?.agent ?? "";

/**
 * The truncated network of an address: the first 24 bits of an IPv4 address (`192.0.2.0/24`), 48 of an IPv6
 * address (`2001:db8:7::/48`). Enough to see that two sign-ins came from different places, too little to
 * identify a person.
 */
export function truncateAddress(address: string | undefined): string | null {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (isIPv4(plain)) return plain.replace(/\.\d+$/, ".0/24");
  return isIPv6(plain) ? `${firstGroups(plain)}::/48` : null;
}

/** The first three groups of an IPv6 address, which may contain `::`. */
function firstGroups(address: string): string {
  const [before = "", after] = address.toLowerCase().split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after ? after.split(":") : [];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, zeros)).fill("0"), ...tail];
  const first = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return first.join(":").replace(/(^|:)0(:0)*$/, "");
}
