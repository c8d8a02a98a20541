import { z } from "zod";
import { lineField, textField } from "../../http/form-fields.server";
import { levels } from "../field-visibility";
import {
  fieldKinds,
  fieldOwners,
  maxHintLength,
  maxLabelLength,
  maxNumber,
  maxOptions,
} from "./custom-fields";

const optional = (max: number) =>
  lineField({ max })
    .optional()
    .transform((value) => value ?? "");

const ticked = z.preprocess((value) => value === "on", z.boolean());

/** A bound of a number; empty for none. */
const bound = lineField({ max: 20 })
  .optional()
  .transform((value, context) => {
    if (!value) return null;
    const number = Number(value.replace(",", ".").replace(/[\s\u00a0\u202f]/g, ""));
    if (Number.isFinite(number) && Math.abs(number) <= maxNumber) return number;
    context.addIssue({ code: "custom", message: "field.number" });
    return z.NEVER;
  });

/** One option a line: « Français | English ». */
const options = textField({ max: 6_000 })
  .optional()
  .transform((value, context) => {
    const lines = (value ?? "").split("\n").flatMap((line) => {
      const [fr = "", en = ""] = line.split("|").map((part) => part.trim());
      return fr ? [{ fr, en }] : [];
    });
    const tooLong = lines.some(({ fr, en }) => fr.length > maxLabelLength || en.length > maxLabelLength);
    if (lines.length > maxOptions || tooLong) context.addIssue({ code: "custom", message: "field.options" });
    return lines;
  });

const definition = {
  labelFr: lineField({ min: 2, max: maxLabelLength }),
  labelEn: optional(maxLabelLength),
  hintFr: optional(maxHintLength),
  hintEn: optional(maxHintLength),
  level: z.enum(levels),
  facet: ticked,
  column: ticked,
  min: bound,
  max: bound,
  options,
};

/** Actions on the fields of the directory. */
export const fieldActSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("create"),
    key: z.uuid(),
    owner: z.enum(fieldOwners),
    kind: z.enum(fieldKinds),
    ...definition,
  }),
  z.object({ what: z.literal("change"), field: z.uuid(), ...definition }),
  z.object({ what: z.enum(["up", "down", "archive", "restore"]), field: z.uuid() }),
]);
export type FieldAct = z.infer<typeof fieldActSchema>;
export type NewField = Extract<FieldAct, { what: "create" }>;
export type FieldChange = Extract<FieldAct, { what: "change" }>;
export type FieldMove = Exclude<FieldAct, NewField | FieldChange>;
