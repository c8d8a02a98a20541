import { z } from "zod";
import { textField } from "../http/fields";
import { organisationSpaceRoles, type SpaceRole, spaceRoles } from "./spaces";

export const longestReason = 600;

/** What who runs a space does about its people. */
export const memberActSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("invite"), person: z.uuid(), role: z.enum(spaceRoles) }),
  z.object({ what: z.literal("uninvite"), person: z.uuid() }),
  z.object({ what: z.literal("role"), person: z.uuid(), role: z.enum(spaceRoles) }),
  z.object({ what: z.literal("remove"), person: z.uuid() }),
  z.object({ what: z.literal("approve"), ask: z.uuid() }),
  z.object({ what: z.literal("refuse"), ask: z.uuid(), reason: textField({ min: 1, max: longestReason }) }),
  z.object({
    what: z.literal("organisation"),
    organisation: z.uuid(),
    role: z.enum(organisationSpaceRoles),
  }),
  z.object({ what: z.literal("remove-organisation"), organisation: z.uuid() }),
]);
export type MemberAct = z.infer<typeof memberActSchema>;

export interface MemberRow {
  id: string;
  name: string;
  function: string | null;
  organisation: string | null;
  role: SpaceRole;
  me: boolean;
}

export interface OrganisationRow {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  role: SpaceRole;
}

/** Somebody who asks, or was asked. */
export interface AskRow {
  id: string;
  person: string;
  name: string;
  organisation: string | null;
  role: SpaceRole;
  message: string;
  at: string;
}

export interface MembersPage {
  members: MemberRow[];
  /** The name after which the next page begins; null at the end. */
  next: string | null;
  organisations: OrganisationRow[];
  /** Only for who runs the space. */
  requests: AskRow[];
  invitations: AskRow[];
}

/** Somebody of the network who may be invited. */
export interface Candidate {
  id: string;
  name: string;
  organisation: string | null;
}
