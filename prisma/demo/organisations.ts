/** The directory: the network, its members, and those it works with or wants to reach. */
import { civilSociety } from "./organisations-civil-society";
import { institutions } from "./organisations-institutions";
import { international } from "./organisations-international";
import { internationalNgos } from "./organisations-international-ngos";
import { demonstrationStructures, networkAndMembers } from "./organisations-members";
import type { Organisation } from "./types";

export const organisations: readonly Organisation[] = [
  ...networkAndMembers,
  ...demonstrationStructures,
  ...civilSociety,
  ...institutions,
  ...internationalNgos,
  ...international,
];
