import { inject } from "vitest";
import type { PersonaAccount } from "../../prisma/demo/load.server";

/** How one can stand to the network, as the rights matrix names it. */
export const standings = ["nobody", "observer", "member", "secretariat"] as const;
export type Standing = (typeof standings)[number];

/** The account of the demonstration that stands so; an observer here belongs to no organisation. */
export function personaOf(standing: Exclude<Standing, "nobody">): PersonaAccount {
  const ofStanding = inject("personas").filter(({ role }) => role === standing);
  const [any] = ofStanding;
  const wanted = ofStanding.find(({ organisation }) => (standing === "observer") === !organisation) ?? any;
  if (!wanted) throw new Error(`No persona is ${standing}.`);
  return wanted;
}

/** The account that stands so, or nobody. */
export const accountOf = (standing: Standing): PersonaAccount | null =>
  standing === "nobody" ? null : personaOf(standing);
