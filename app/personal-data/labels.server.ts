import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import type catalogue from "./messages.fr.json";

type Key = keyof typeof catalogue;

/** Texts of this room, written on the server. */
export const text = serverMessages<typeof catalogue>("personal-data");

/** A kind of data in words; a later room's that has none yet by the name of its table. */
export function labelTable(locale: Locale, table: string): string {
  return known(text(locale, `table.${table.replace(".", "-")}` as Key), table);
}

/** A field in words; one that has none yet by its own name. */
export function labelField(locale: Locale, field: string): string {
  return known(text(locale, `field.${field}` as Key), field);
}

const known = (found: string, plain: string) => (/^\[[\w.-]+\]$/.test(found) ? plain : found);
