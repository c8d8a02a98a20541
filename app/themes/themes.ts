import { cleanText } from "../http/fields";
import type { Locale } from "../i18n/locales";
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

export const maxLengths = { name: 80, summary: 300, description: 6_000 } as const;

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

export const themePath = ({ id, slug }: { id: string; slug: string }, page = "") =>
  `/themes/${id}-${slug}${page && `/${page}`}`;
