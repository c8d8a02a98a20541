import { z } from "zod";
import { addressOf } from "../http/addresses";
import { lineField, textField } from "../http/fields";

export const spaceKinds = ["theme", "organisation", "project", "working_group"] as const;
export const visibilities = ["network", "on_request", "private"] as const;
export const confidentialities = ["internal", "restricted", "confidential"] as const;
export const spaceRoles = ["facilitator", "member", "reader", "guest"] as const;
/** A whole organisation takes part or reads; running a space, and being a guest, is a person's. */
export const organisationSpaceRoles = ["member", "reader"] as const;

export type SpaceKind = (typeof spaceKinds)[number] | "network";
export type Visibility = (typeof visibilities)[number];
export type ConfidentialityLevel = (typeof confidentialities)[number];
export type SpaceRole = (typeof spaceRoles)[number];

/** What every page of a space says of it. */
export interface SpaceSign {
  id: string;
  slug: string;
  name: string;
  kind: SpaceKind;
  visibility: Visibility;
  confidentiality: ConfidentialityLevel;
  state: "active" | "archived" | "deleted";
}

/** The address of a space, or of a page of it. */
export const spacePath = (space: { id: string; slug?: string }, page = "") =>
  `/espaces/${space.slug ? addressOf({ id: space.id, slug: space.slug }) : space.id}${page && `/${page}`}`;

/** What a space is for, in its first words. */
export function firstLine(description: string): string {
  const [line = ""] = description.split("\n");
  return line.length > 220 ? `${line.slice(0, 219).trimEnd()}…` : line;
}

export const longestName = 120;
export const longestDescription = 4_000;

/** Made on the server with the form: sending it twice writes once. */
export const keyField = z.string().regex(/^[\w-]{16,64}$/);

const descriptionField = z
  .preprocess(
    (value) => (typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value),
    textField({ max: longestDescription }),
  )
  .default("");

const settings = {
  name: lineField({ min: 1, max: longestName }),
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

/** What the form says of an existing space, and which state of it the form was filled from. */
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
