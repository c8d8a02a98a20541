import type { Variants } from "../i18n/variants";

/** The colours a network or a theme may take; each has its light and its dark in `ui/tokens`. */
export const accents = ["indigo", "ochre", "leaf", "plum", "teal", "brick"] as const;
export type Accent = (typeof accents)[number];

/** For how many days the portal keeps what was deleted, unless the network chooses otherwise. */
export const defaultBinDays = 30;
export const minBinDays = 1;
export const maxBinDays = 365;

export interface NetworkCard {
  name: string;
  acronym: string;
  /** What the network is for, in each language; empty until the secretariat writes it. */
  mission: Variants;
  accent: Accent;
  locale: string;
  locales: string[];
  timeZone: string;
}
