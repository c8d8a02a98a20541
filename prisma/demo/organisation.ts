/** Fills in what most records leave empty, so that each one shows only what is known of it. */
import type { Organisation } from "./types";

type Known = Pick<Organisation, "slug" | "name" | "type" | "relation">;

const unknown: Omit<Organisation, keyof Known> = {
  acronym: null,
  formerNames: [],
  memberStatus: null,
  frozen: false,
  nationwide: false,
  outsideNiger: false,
  regions: [],
  areas: null,
  website: null,
  mission: null,
  themes: [],
  foundedYear: null,
  sources: [],
  uncertain: [],
  demonstration: false,
};

export function organisation(known: Known & Partial<Organisation>): Organisation {
  return { ...unknown, ...known };
}
