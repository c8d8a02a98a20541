import { z } from "zod";
import { cleanLine, cleanText, isDay, plainAddress } from "./fields";

/** A single-line field: a name, a title. Line breaks and other control characters become spaces. */
export function lineField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanLine(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/** A multi-line field: control characters (zero bytes above all) are dropped; trimmed, with a maximum length. */
export function textField({ max, min = 0 }: { max: number; min?: number }) {
  return z.preprocess(
    (value) => (typeof value === "string" ? cleanText(value) : value),
    z.string({ error: "field.required" }).min(min, "field.required").max(max, "field.tooLong"),
  );
}

/** A mail address, in the form in which it is stored and compared. */
export const emailField = z.preprocess(
  (value) => (typeof value === "string" ? plainAddress(value) : value),
  z.email({ error: "field.email" }).max(254, "field.tooLong"),
);

/** A day as YYYY-MM-DD. */
export const dayField = z.string({ error: "field.required" }).refine(isDay, "field.day");

/** A value of a predefined list (a slug, a code): short, without control characters. */
export const choiceField = (max = 80) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, "field.choice");
