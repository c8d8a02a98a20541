import { z } from "zod";
import { lineField, textField } from "../http/form-fields.server";
import { type Locale, sourceLocale } from "../i18n/locales";
import { maxLengths, themeIcons } from "./themes";

export const colourField = z.enum(["indigo", "ochre", "leaf", "plum", "teal", "brick"], {
  error: "field.required",
});

/** Fields of a new theme: the secretariat's texts in each language. */
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

/** A text in each language of the portal; only the working language is required. */
const variantsField = (locales: readonly Locale[], max: number, needed: boolean, field = lineField) =>
  z.object(
    Object.fromEntries(
      locales.map((locale) => [
        locale,
        needed && locale === sourceLocale ? field({ min: 1, max }) : field({ max }).default(""),
      ]),
    ),
  );

/** The theme form: its fields in each language. */
export const themeFormSchema = (locales: readonly Locale[]) =>
  z.object({
    name: variantsField(locales, maxLengths.name, true),
    summary: variantsField(locales, maxLengths.summary, true),
    description: variantsField(locales, maxLengths.description, false, textField).optional(),
    colour: colourField,
    icon: z.enum(themeIcons, { error: "field.required" }),
    lead: z.uuid().optional(),
    parent: z.uuid().optional(),
    /** Version the form was loaded with; absent for a new theme. */
    version: z.coerce
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .optional(),
    key: z.uuid().optional(),
  });
export type ThemeForm = z.infer<ReturnType<typeof themeFormSchema>>;

export const followSchema = z.object({ what: z.enum(["follow", "unfollow"]) });

/** Actions of the secretariat on the agenda. */
export const agendaActSchema = z.object({
  theme: z.uuid(),
  what: z.enum(["up", "down", "archive", "restore"]),
});
export type AgendaAct = z.infer<typeof agendaActSchema>;
