import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import type catalogue from "./messages.fr.json";

type Key = keyof typeof catalogue;

/** Messages of this room, rendered on the server. */
export const text = serverMessages<typeof catalogue>("personal-data");

/** The label of a kind of data; the name of its table when it has none yet. */
export function labelTable(locale: Locale, table: string): string {
  return known(text(locale, `table.${table.replace(".", "-")}` as Key), table);
}

/** The label of a field; its own name when it has none yet. */
export function labelField(locale: Locale, field: string): string {
  return known(text(locale, `field.${field}` as Key), field);
}

const known = (found: string, plain: string) => (/^\[[\w.-]+\]$/.test(found) ? plain : found);
