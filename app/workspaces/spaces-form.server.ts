import { z } from "zod";
import { lineField, textField } from "../http/form-fields.server";
import { confidentialities, maxDescriptionLength, maxNameLength, spaceKinds, visibilities } from "./spaces";

/** Idempotency key, generated on the server with the form: sending it twice writes once. */
export const keyField = z.string().regex(/^[\w-]{16,64}$/);

const descriptionField = z
  .preprocess(
    (value) => (typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value),
    textField({ max: maxDescriptionLength }),
  )
  .default("");

const settings = {
  name: lineField({ min: 1, max: maxNameLength }),
  description: descriptionField,
  visibility: z.enum(visibilities, { error: "field.required" }),
  confidentiality: z.enum(confidentialities, { error: "field.required" }),
};

export const newSpaceSchema = z.object({
  ...settings,
  kind: z.enum(spaceKinds, { error: "field.required" }),
  theme: z.uuid().optional(),
  organisation: z.uuid().optional(),
  template: z.string().max(64).optional(),
  key: keyField,
});
export type NewSpace = z.infer<typeof newSpaceSchema>;

/** Fields of an existing space, with the version the form was loaded with. */
export const changedSpaceSchema = z.object({
  ...settings,
  theme: z.uuid().optional(),
  version: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type ChangedSpace = z.infer<typeof changedSpaceSchema>;

export const closingSchema = z.object({ closing: z.enum(["archive", "delete", "restore"]) });
export type Closing = z.infer<typeof closingSchema>["closing"];
