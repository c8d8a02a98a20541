import { AsyncLocalStorage } from "node:async_hooks";
import { isIPv4, isIPv6 } from "node:net";

/** What is known of the request that is being answered, wherever its answer leads. */
interface RequestFacts {
  /** The network it comes from, truncated; null where the address is unknown. */
  network: string | null;
  /** What the browser says of itself (User-Agent). */
  agent?: string;
}

const current = new AsyncLocalStorage<RequestFacts>();

/** Does the work of one request, which may ask for its facts from anywhere below. */
export function runInRequest<Result>(facts: RequestFacts, work: () => Result): Result {
  return current.run(facts, work);
}

/** The truncated network of the request that is being answered; null outside of one (jobs, commands). */
export const requestNetwork = (): string | null => current.getStore()?.network ?? null;

/** What the browser of this request says of itself; nothing outside of one. */
export const requestAgent = (): string => current.getStore()?.agent ?? "";

/**
 * The network of an address: the first 24 bits of a short one (`192.0.2.0/24`), 48 of a long one
 * (`2001:db8:7::/48`). Enough to see that two sign-ins came from elsewhere, too little to find a person.
 */
export function truncateAddress(address: string | undefined): string | null {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (isIPv4(plain)) return plain.replace(/\.\d+$/, ".0/24");
  return isIPv6(plain) ? `${firstGroups(plain)}::/48` : null;
}

/** The first three groups of a long address, which may be written with `::` among them. */
function firstGroups(address: string): string {
  const [before = "", after] = address.toLowerCase().split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after ? after.split(":") : [];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, zeros)).fill("0"), ...tail];
  const first = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return first.join(":").replace(/(^|:)0(:0)*$/, "");
}
