import type { Variants } from "../i18n/variants";

/** The accent colours of networks and themes; each has a light and a dark form in `ui/tokens`. */
export const accents = ["indigo", "ochre", "leaf", "plum", "teal", "brick"] as const;
export type Accent = (typeof accents)[number];

/** The default number of days for which deleted objects are kept. */
export const defaultBinDays = 30;
export const minBinDays = 1;
export const maxBinDays = 365;

export interface NetworkCard {
  name: string;
  acronym: string;
  /** The network's purpose, in each language; empty until the secretariat writes it. */
  mission: Variants;
  accent: Accent;
  locale: string;
  locales: string[];
  timeZone: string;
}
