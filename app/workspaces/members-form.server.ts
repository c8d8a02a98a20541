import { z } from "zod";
import { textField } from "../http/form-fields.server";
import { maxReasonLength } from "./members";
import { organisationSpaceRoles, spaceRoles } from "./spaces";

/** Actions of a space's manager on its members. */
export const memberActionSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("invite"), person: z.uuid(), role: z.enum(spaceRoles) }),
  z.object({ what: z.literal("uninvite"), person: z.uuid() }),
  z.object({ what: z.literal("role"), person: z.uuid(), role: z.enum(spaceRoles) }),
  z.object({ what: z.literal("remove"), person: z.uuid() }),
  z.object({ what: z.literal("approve"), ask: z.uuid() }),
  z.object({ what: z.literal("refuse"), ask: z.uuid(), reason: textField({ min: 1, max: maxReasonLength }) }),
  z.object({
    what: z.literal("organisation"),
    organisation: z.uuid(),
    role: z.enum(organisationSpaceRoles),
  }),
  z.object({ what: z.literal("remove-organisation"), organisation: z.uuid() }),
]);
export type MemberAction = z.infer<typeof memberActionSchema>;
