import { isBlank } from "./blank";

/** As `cleanText`, on one line and without invisible characters: a name must not look like another's. */
export function cleanLine(value: string): string {
  return cleanText(
    value
      .replace(lineBreaks, " ")
      .replace(/[\t\u115f\u1160\u2800\u3164\uffa0]+/g, " ")
      .replace(/\u034f|[\u00ad\u061c\u180e\u200e\u200f\u2061-\u206f\u{e0000}-\u{e0fff}]/gu, "")
      .replace(/ {2,}/g, " "),
  );
}

/** Every character that some reader of a file treats as a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: separators of lines and records
export const lineBreaks = /[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]+/g;

/**
 * Removes control characters other than tab and line breaks, bidirectional controls and zero-width characters
 * (a name must not look like another's) and lone surrogates; trims and normalises to NFC. Empty when nothing
 * visible is left.
 */
export function cleanText(value: string): string {
  const cleaned = value
    .replace(/[\u0085\u2028\u2029]/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "")
    .replace(/[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .normalize("NFC")
    .trim();
  return isBlank(cleaned) ? "" : cleaned;
}

/** A mail address as it is stored and compared: lower case, with the domain in punycode. */
export function plainAddress(value: string): string {
  const address = cleanText(value).toLowerCase();
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  if (at < 1 || !/[^\u0021-\u007e]/.test(domain) || /[\s/?#\\:@]/.test(domain)) return address;
  const url = `http://${domain}`;
  return URL.canParse(url) ? address.slice(0, at + 1) + new URL(url).hostname : address;
}

/** Whether this is an existing day, as YYYY-MM-DD, between 1900 and 2199: "2026-02-31" is not one. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether this is an instant in the portal's ISO 8601 form. */
export function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}
