import { type Database, db } from "../db/database.server";
import type { Theme } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readParagraphs, readVariants } from "../i18n/variants";
import { now } from "../ports/ports.server";
import { type NewTheme, newThemeSchema, type ThemeCard, type ThemePage } from "./themes";

/** Every theme of the agenda, in the secretariat's order. Everyone who is signed in may read them. */
export async function listThemes(_viewer: Viewer, locale: Locale): Promise<ThemeCard[]> {
  const themes = await db.theme.findMany({ orderBy: { position: "asc" } });
  return themes.map((theme) => cardOf(theme, locale));
}

/** One theme with its description and facts. @throws 404 when there is none with this id. */
export async function findTheme(_viewer: Viewer, id: string | undefined, locale: Locale): Promise<ThemePage> {
  const theme = id ? await db.theme.findUnique({ where: { id } }) : null;
  if (!theme) notFound();
  const facts = newThemeSchema.shape.facts.parse(theme.facts);
  return {
    ...cardOf(theme, locale),
    description: inLocale(readParagraphs(theme.description), locale),
    facts: facts.map((fact) => ({ ...fact, text: inLocale(fact.text, locale) })),
  };
}

/** Adds a theme at the end of the agenda. @returns its id. */
export async function createTheme(tx: Database, theme: NewTheme): Promise<string> {
  const { id } = await tx.theme.create({
    data: { id: newId(), position: await tx.theme.count(), createdAt: now(), ...theme },
  });
  return id;
}

function cardOf(theme: Theme, locale: Locale): ThemeCard {
  const { id, slug, colour, icon } = theme;
  const name = inLocale(readVariants(theme.name), locale);
  return { id, slug, colour, icon, name, summary: inLocale(readVariants(theme.summary), locale) };
}
