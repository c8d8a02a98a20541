import { z } from "zod";
import { networkRoles, organisationRoles } from "../authorization/viewer";
import { emailField, lineField } from "../http/form-fields.server";

/** Treats an empty field as absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** The form that invites one person. */
export const invitationSchema = z
  .object({
    /** `organisation:<id>`, `network`, or `guest`. */
    to: z.enum(["organisation", "network", "guest"], { error: "field.required" }),
    organisation: optional(z.uuid("field.required")),
    role: optional(z.enum(organisationRoles)).default("member"),
    networkRole: optional(z.enum(networkRoles)),
    /** For a guest; defaults to the network's own space. */
    space: optional(z.uuid("field.required")),
    by: z.enum(["mail", "code"], { error: "field.required" }),
    email: optional(emailField),
    name: optional(lineField({ max: 120 })),
    /** The access request that this invitation answers. */
    request: optional(z.uuid()),
    key: z.uuid(),
  })
  .refine(({ by, email }) => by === "code" || email, { path: ["email"], error: "field.email" })
  .refine(({ to, organisation }) => to !== "organisation" || organisation, {
    path: ["organisation"],
    error: "field.required",
  })
  .refine(({ to, networkRole }) => to !== "network" || networkRole, {
    path: ["networkRole"],
    error: "field.required",
  });
export type NewInvitation = z.infer<typeof invitationSchema>;

/** The actions on an existing invitation. */
export const followUpSchema = z.object({ what: z.enum(["send", "print", "revoke"]) });
export type FollowUp = z.infer<typeof followUpSchema>["what"];
