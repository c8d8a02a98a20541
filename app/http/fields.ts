import { z } from "zod";

/** A line or text a person types: control characters (a zero byte above all) dropped, trimmed, bounded. */
export function textField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanText(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/**
 * Without control characters other than tab and line breaks, without what turns the direction of writing around or takes no
 * room at all (a name must not look like another's), without lone surrogates, trimmed, composed (NFC).
 */
export function cleanText(value: string): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .replace(/[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
      .normalize("NFC")
      .trim()
  );
}

/** A mail address as it is kept and compared: in lower case, its domain in the letters of the protocol (punycode). */
export function plainAddress(value: string): string {
  const address = cleanText(value).toLowerCase();
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  if (at < 1 || !/[^\u0021-\u007e]/.test(domain) || /[\s/?#\\:@]/.test(domain)) return address;
  const url = `http://${domain}`;
  return URL.canParse(url) ? address.slice(0, at + 1) + new URL(url).hostname : address;
}

/** A mail address, in the form it is kept and compared in. */
export const emailField = z.preprocess(
  (value) => (typeof value === "string" ? plainAddress(value) : value),
  z.email({ error: "field.email" }).max(254, "field.tooLong"),
);

/** Whether this is a day that exists, as YYYY-MM-DD, in this century or beside it: "2026-02-31" is none. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A day that a person chooses, as YYYY-MM-DD. */
export const dayField = z.string({ error: "field.required" }).refine(isDay, "field.day");

/** A value out of a list of ours (a slug, a code), as a browser sends it: short, without control characters. */
export const choiceField = (max = 80) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, "field.choice");
