import { z } from "zod";
import { cleanText, lineField, textField } from "../http/fields";
import { type Locale, sourceLocale } from "../i18n/locales";
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

/** A theme that another page names. */
export type ThemeLink = Pick<ThemeCard, "id" | "slug" | "name" | "colour" | "icon">;

/** A theme of the agenda with those below it. */
export interface AgendaTheme extends ThemeCard {
  /** Chef de file: who leads the work on it. */
  lead: { id: string; slug: string; name: string } | null;
  archived: boolean;
  children: AgendaTheme[];
}

export interface ThemePage extends ThemeCard {
  description: string[];
  facts: ThemeFact[];
  lead: { id: string; slug: string; name: string } | null;
  parent: ThemeLink | null;
  children: ThemeLink[];
  archived: boolean;
  follows: boolean;
}

/** Who follows a theme, as far as the viewer may see them. */
export interface Followers {
  /** The first of them; the viewer first where they follow it. */
  people: { id: string; name: string; organisation: string | null; me: boolean }[];
  total: number;
}

/** What a theme can be recognised by; theme-icon.tsx draws them. */
export const themeIcons = [
  "route",
  "scroll-text",
  "unlink",
  "shield-check",
  "landmark",
  "signpost",
  "scale",
  "binoculars",
  "list-checks",
  "hand-heart",
  "users",
  "baby",
  "briefcase",
  "globe",
  "heart-pulse",
  "house",
  "megaphone",
  "graduation-cap",
  "tent",
  "book-open",
] as const;
export type ThemeIconName = (typeof themeIcons)[number];

export const colourField = z.enum(["indigo", "ochre", "leaf", "plum", "teal", "brick"], {
  error: "field.required",
});

/** What a theme is made from: the secretariat's own texts, in each language. */
export const newThemeSchema = z.object({
  slug: z.string(),
  name: z.record(z.string(), z.string()),
  summary: z.record(z.string(), z.string()),
  description: z.record(z.string(), z.array(z.string())),
  facts: z.array(z.object({ text: z.record(z.string(), z.string()), source: z.string(), date: z.string() })),
  colour: colourField,
  icon: z.string(),
});

export type NewTheme = z.infer<typeof newThemeSchema>;

export const longest = { name: 80, summary: 300, description: 6_000 } as const;

/** One text in each language of the portal; the working language is the one that must be there. */
const variantsField = (locales: readonly Locale[], max: number, needed: boolean, field = lineField) =>
  z.object(
    Object.fromEntries(
      locales.map((locale) => [
        locale,
        needed && locale === sourceLocale ? field({ min: 1, max }) : field({ max }).default(""),
      ]),
    ),
  );

/** The form of a theme: what is said of it, in each language. */
export const themeFormSchema = (locales: readonly Locale[]) =>
  z.object({
    name: variantsField(locales, longest.name, true),
    summary: variantsField(locales, longest.summary, true),
    description: variantsField(locales, longest.description, false, textField).optional(),
    colour: colourField,
    icon: z.enum(themeIcons, { error: "field.required" }),
    lead: z.uuid().optional(),
    parent: z.uuid().optional(),
    /** Which state of it the form was filled from; none for a new one. */
    version: z.coerce
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .optional(),
    key: z.uuid().optional(),
  });
export type ThemeForm = z.infer<ReturnType<typeof themeFormSchema>>;

/** The form as it is filled before anybody has typed: paragraphs are parted by an empty line. */
export interface FilledTheme {
  name: Record<Locale, string>;
  summary: Record<Locale, string>;
  description: Record<Locale, string>;
  colour: Accent;
  icon: string;
  lead: string | null;
  parent: string | null;
  version: number;
}

/** What is written as paragraphs, and what they are written as. */
export const toParagraphs = (text: string): string[] =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map(cleanText)
    .filter(Boolean);
export const fromParagraphs = (paragraphs: readonly string[]): string => paragraphs.join("\n\n");

export const followSchema = z.object({ what: z.enum(["follow", "unfollow"]) });

/** What the secretariat does about the agenda itself. */
export const agendaActSchema = z.object({
  theme: z.uuid(),
  what: z.enum(["up", "down", "archive", "restore"]),
});
export type AgendaAct = z.infer<typeof agendaActSchema>;

export const themePath = ({ id, slug }: { id: string; slug: string }, page = "") =>
  `/themes/${id}-${slug}${page && `/${page}`}`;
