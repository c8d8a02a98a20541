import { z } from "zod";
import { networkRoles, organisationRoles } from "../authorization/viewer";

const networkRole = z.enum([...networkRoles, "none"]);

/** The changes to a person's memberships, role and sessions. */
export const personChangeSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("sessions"), person: z.uuid() }),
  z.object({ what: z.literal("membership"), membership: z.uuid() }),
  z.object({ what: z.literal("membership-role"), membership: z.uuid(), role: z.enum(organisationRoles) }),
  z.object({ what: z.literal("network-role"), person: z.uuid(), role: networkRole }),
]);
export type PersonChange = z.infer<typeof personChangeSchema>;
