import type { Inline } from "./body";

/** An address in running text: up to a blank, a quotation mark, or another address that is not part of it. */
const bareAddress =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])(?:(?![^\p{L}\p{N}/=?&%:#]https?:\/\/)[^\s<>"«»‹›“”„‟])+/giu;

/** Maximum length of an address; longer ones stay text. */
const maxAddressLength = 2_000;

/** Splits words into text and links. */
export function linkAddresses(words: string): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const { 0: run, index } of words.matchAll(bareAddress)) {
    const text = run.slice(0, addressEnd(run));
    const href =
      text.length > maxAddressLength ? null : safeHref(/^www\./i.test(text) ? `http://${text}` : text);
    if (!href || (/^www\./i.test(text) && !text.slice(4).includes("."))) continue;
    if (index > from) inlines.push(words.slice(from, index));
    inlines.push({ href, text });
    from = index + text.length;
  }
  if (from < words.length) inlines.push(words.slice(from));
  return inlines;
}

const brackets = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);
const openings = new Set(brackets.values());

/** Where an address ends in a run of characters: it includes balanced brackets only, and no trailing punctuation. */
function addressEnd(run: string): number {
  const open: { sign: string; at: number }[] = [];
  let end = run.length;
  for (let at = 0; at < run.length; at++) {
    const sign = run.charAt(at);
    if (openings.has(sign)) open.push({ sign, at });
    const opening = brackets.get(sign);
    if (opening && open.pop()?.sign !== opening) {
      end = at;
      break;
    }
  }
  end = Math.min(end, open[0]?.at ?? end);
  while (end > 0 && endsSentence.test(run.charAt(end - 1))) end -= 1;
  return end;
}

/** Punctuation that cannot end an address. */
const endsSentence = /(?![/#%&@])[\p{Po}\p{Pi}\p{Pf}_~|]/u;

/**
 * The safe target of a link, or null. Only http, https and mailto, written out in full: `//evil`, `\\evil`,
 * `https:evil`, disguised `javascript:` and names before an @ (`https://remiddh.org@evil`) give null.
 */
export function safeHref(address: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside a scheme
  if (/[\s\u0000-\u0020\u007f\\]/.test(address) || !/^(https?:\/\/[^/]|mailto:[^/?])/i.test(address))
    return null;
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, hostname, href } = new URL(address);
  if (protocol === "mailto:") return /^mailto:[^@?]+@[^@?]+$/.test(href) ? href : null;
  const ours = (protocol === "http:" || protocol === "https:") && hostname !== "";
  return ours && !username && !password ? href : null;
}
