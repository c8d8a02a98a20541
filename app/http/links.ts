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

/** An address up to a blank, a quotation mark, or another address that is not part of it. */
const bareAddress =
  /(?<![\p{L}\p{N}])(?:https?:\/\/(?=[\p{L}\p{N}])|www\.(?=[^\s.]+\.))(?:(?![^\p{L}\p{N}/=?&%:#]https?:\/\/)[^\s<>"«»‹›“”„‟\p{Cc}\p{Cf}])+/giu;

/**
 * The addresses in a plain text. An address includes balanced brackets only, and no punctuation that ends a
 * sentence.
 */
export function findLinks(words: string): FoundLink[] {
  return [...words.matchAll(bareAddress)].flatMap(({ 0: run, index: from }) => {
    const address = run.slice(0, addressEnd(run));
    const isShort = /^www\./i.test(address);
    if (isShort && !address.slice(4).includes(".")) return [];
    // As GFM does: nothing tells that such a site answers with https.
    const href = safeHref(isShort ? `http://${address}` : address);
    return href ? [{ from, to: from + address.length, href }] : [];
  });
}

const openingOf = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);
const openings = new Set(openingOf.values());

/** Punctuation that cannot end an address. */
const endsSentence = /(?![/#%&@])[\p{Po}\p{Pi}\p{Pf}_~|]/u;

/** Where an address ends in a run of characters. */
function addressEnd(run: string): number {
  const open: { sign: string; at: number }[] = [];
  let end = run.length;
  for (let at = 0; at < run.length; at++) {
    const sign = run.charAt(at);
    if (openings.has(sign)) open.push({ sign, at });
    const opening = openingOf.get(sign);
    if (opening && open.pop()?.sign !== opening) {
      end = at;
      break;
    }
  }
  end = Math.min(end, open[0]?.at ?? end);
  while (end > 0 && endsSentence.test(run.charAt(end - 1))) end -= 1;
  return end;
}
