import { z } from "zod";

/** A line or text a person types: control characters (a zero byte above all) dropped, trimmed, bounded. */
export function textField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanText(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/** Without control characters other than tab and line breaks, without lone surrogates, trimmed, composed (NFC). */
export function cleanText(value: string): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
      .normalize("NFC")
      .trim()
  );
}

/** A mail address, trimmed and in lower case: the form it is kept and compared in. */
export const emailField = z.preprocess(
  (value) => (typeof value === "string" ? cleanText(value).toLowerCase() : value),
  z.email({ error: "field.email" }).max(254, "field.tooLong"),
);
