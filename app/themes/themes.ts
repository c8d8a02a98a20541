import { z } from "zod";
import type { Accent } from "../network/network";

/** A dated fact of a theme with where it was read. */
export interface ThemeFact {
  text: string;
  source: string;
  date: string;
}

export interface ThemeCard {
  id: string;
  slug: string;
  name: string;
  summary: string;
  colour: Accent;
  icon: string;
}

export interface ThemePage extends ThemeCard {
  description: string[];
  facts: ThemeFact[];
}

/** What a theme is made from: the secretariat's own texts, in each language. */
export const newThemeSchema = z.object({
  slug: z.string(),
  name: z.record(z.string(), z.string()),
  summary: z.record(z.string(), z.string()),
  description: z.record(z.string(), z.array(z.string())),
  facts: z.array(z.object({ text: z.record(z.string(), z.string()), source: z.string(), date: z.string() })),
  colour: z.enum(["indigo", "ochre", "leaf", "plum", "teal", "brick"]),
  icon: z.string(),
});

export type NewTheme = z.infer<typeof newThemeSchema>;
