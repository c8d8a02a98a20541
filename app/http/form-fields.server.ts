import { z } from "zod";
import { cleanLine, cleanText, isDay, plainAddress } from "./fields";

/** One line that a person types: a name, a title. Line breaks and other control characters become blanks. */
export function lineField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanLine(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/** A text of several lines that a person types: control characters (a zero byte above all) dropped, trimmed, bounded. */
export function textField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanText(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/** A mail address, in the form it is kept and compared in. */
export const emailField = z.preprocess(
  (value) => (typeof value === "string" ? plainAddress(value) : value),
  z.email({ error: "field.email" }).max(254, "field.tooLong"),
);

/** A day that a person chooses, as YYYY-MM-DD. */
export const dayField = z.string({ error: "field.required" }).refine(isDay, "field.day");

/** A value out of a list of ours (a slug, a code), as a browser sends it: short, without control characters. */
export const choiceField = (max = 80) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, "field.choice");
