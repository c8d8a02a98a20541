import { cleanText } from "../http/fields";
import type { Locale } from "../i18n/locales";
import type { Accent } from "../network/network";

/** A dated fact of a theme with its source. */
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

/** A theme as linked from another page. */
export type ThemeLink = Pick<ThemeCard, "id" | "slug" | "name" | "colour" | "icon">;

/** A theme of the agenda with its children. */
export interface AgendaTheme extends ThemeCard {
  /** Chef de file: the organisation that leads the work on it. */
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

/** Followers of a theme, as far as visible to the viewer. */
export interface Followers {
  /** The first followers; the viewer first, if following. */
  people: { id: string; name: string; organisation: string | null; me: boolean }[];
  total: number;
}

/** Icons of themes; theme-icon.tsx draws them. */
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

export const maxLengths = { name: 80, summary: 300, description: 6_000 } as const;

/** Initial values of the form; paragraphs are separated by an empty line. */
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

/** Conversion between paragraphs and form text. */
export const toParagraphs = (text: string): string[] =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map(cleanText)
    .filter(Boolean);
export const fromParagraphs = (paragraphs: readonly string[]): string => paragraphs.join("\n\n");

export const themePath = ({ id, slug }: { id: string; slug: string }, page = "") =>
  `/themes/${id}-${slug}${page && `/${page}`}`;
