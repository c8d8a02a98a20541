import { z } from "zod";

/** A person as the secretariat sees them: who they are, where they belong, whether they are signed in. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: "secretariat" | null;
  memberships: {
    id: string;
    organisation: string;
    organisationAddress: string;
    role: "focal_point" | "member";
  }[];
  /** How many browsers hold a session of theirs. */
  sessions: number;
}

/** What the people page may end. */
export const endingSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("sessions"), person: z.uuid() }),
  z.object({ what: z.literal("membership"), membership: z.uuid() }),
]);
export type Ending = z.infer<typeof endingSchema>;
