/**
 * Which addresses a link may lead to, and how addresses are found in plain text. One rule for posts, documents
 * and the server's inspection; no dependencies, so that every room and worker can import it.
 */

/** Longer addresses are not linked. */
const maxHrefLength = 2_000;

/** Browsers drop some of these inside a scheme, and read a backslash as a slash. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const unsafeCharacters = /[\u0000-\u0020\u007f\\\p{Surrogate}]/u;

/**
 * The address as a link may carry it, or null. Allowed are http, https and mailto, written in full. Null for
 * `javascript:` in any encoding, `//evil`, `\\evil`, `https:evil`, userinfo (`https://remiddh.org@evil`), a
 * mail address with headers (`mailto:a@b?bcc=c@d`) and everything that is not a string. Idempotent.
 */
export function safeHref(address: unknown): string | null {
  if (typeof address !== "string" || address.length > maxHrefLength || unsafeCharacters.test(address)) {
    return null;
  }
  if (!/^(https?:\/\/[^/]|mailto:[^/?])/i.test(address) || !URL.canParse(address)) return null;
  const { protocol, username, password, hostname, href } = new URL(address);
  if (href.length > maxHrefLength) return null;
  if (protocol === "mailto:") return /^mailto:[^@?]+@[^@?]+$/.test(href) ? href : null;
  const isWeb = (protocol === "http:" || protocol === "https:") && hostname !== "";
  return isWeb && !username && !password ? href : null;
}

/** Whether a link may lead to this address. */
export const isSafeLink = (address: unknown): boolean => safeHref(address) !== null;

/** An address within a text. */
export interface FoundLink {
  from: number;
  to: number;
  href: string;
}

const bareAddress = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.(?=[^\s.]+\.))[^\s<>"«»“”„\p{Cc}\p{Cf}]+/giu;

/**
 * The addresses in a plain text. Punctuation that ends a sentence is excluded, and so are closing brackets
 * without an opening one in the address.
 */
export function findLinks(words: string): FoundLink[] {
  return [...words.matchAll(bareAddress)].flatMap(({ 0: found, index: from }) => {
    const address = withoutEnd(found);
    const href = safeHref(/^www\./i.test(address) ? `https://${address}` : address);
    return href ? [{ from, to: from + address.length, href }] : [];
  });
}

const openingOf = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

function withoutEnd(found: string): string {
  const counts = new Map<string, number>();
  for (const sign of found) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const countOf = (sign: string) => counts.get(sign) ?? 0;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    const opening = openingOf.get(last);
    const isBalanced = opening !== undefined && countOf(last) <= countOf(opening);
    if (isBalanced || (!opening && !/[.,;:!?…'’‘*_~|]/u.test(last))) break;
    counts.set(last, countOf(last) - 1);
  }
  return found.slice(0, end);
}
