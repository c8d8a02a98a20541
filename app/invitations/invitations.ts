import { z } from "zod";
import { emailField, lineField } from "../http/fields";
import { type NetworkRole, networkRoles, type OrganisationRole, organisationRoles } from "../http/viewer";

/** How long an invitation may be accepted. */
export const invitationDays = 7;
/** After so many wrong attempts to accept it, its code is of no more use. */
export const mostFailures = 5;

export const invitationStates = ["waiting", "expired", "accepted", "revoked"] as const;
export type InvitationState = (typeof invitationStates)[number];

/** What an invitation opens: a place in an organisation, a role in the network, or a space to read. */
export type InvitedTo =
  | { to: "organisation"; role: OrganisationRole; organisation: string }
  | { to: "network"; role: NetworkRole }
  | { to: "guest"; space: string };

export type InvitationRow = {
  id: string;
  email: string | null;
  name: string | null;
  organisationId: string | null;
  state: InvitationState;
  createdAt: string;
  expiresAt: string;
  /** When it last went out by mail; null for paper, or while it waits its turn. */
  sentAt: string | null;
  by: string | null;
} & InvitedTo;

/** The code without its hyphens and capitals: how it is compared. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");

/** An empty field of a form says nothing. */
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
    /** Of a guest; the network's own where none is chosen. */
    space: optional(z.uuid("field.required")),
    by: z.enum(["mail", "code"], { error: "field.required" }),
    email: optional(emailField),
    name: optional(lineField({ max: 120 })),
    /** The request to join that it answers. */
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

/** What can be done about an invitation that was made. */
export const followUpSchema = z.object({ what: z.enum(["send", "print", "revoke"]) });
export type FollowUp = z.infer<typeof followUpSchema>["what"];
