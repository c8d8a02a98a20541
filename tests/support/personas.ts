import { inject } from "vitest";
import type { PersonaAccount } from "../../prisma/demo/load.server";

/** How one can stand to the network, as the columns of the rights matrix name it. */
export const standings = [
  "nobody",
  "guest",
  "auditor",
  "observer",
  "candidate",
  "frozen",
  "member",
  "focal point",
  "moderator",
  "secretariat",
] as const;
export type Standing = (typeof standings)[number];

/** The account of the demonstration that stands so. */
export function personaOf(standing: Exclude<Standing, "nobody">): PersonaAccount {
  const wanted = inject("personas").find((persona) => persona.standing === standing);
  if (!wanted) throw new Error(`No persona is ${standing}.`);
  return wanted;
}

/** The account that stands so, or nobody. */
export const accountOf = (standing: Standing): PersonaAccount | null =>
  standing === "nobody" ? null : personaOf(standing);

/** The persona whose mail address begins so. */
export function personaCalled(start: string): PersonaAccount {
  const wanted = inject("personas").find(({ email }) => email.startsWith(start));
  if (!wanted) throw new Error(`No persona is called ${start}.`);
  return wanted;
}
