/**
 * The languages of the portal. A locale exists when `app/i18n/messages.<locale>.json` exists; a third one needs
 * that file and one per room, nothing else.
 */
export type Locale = string;

/** The network's working language, and the only one whose catalogues are always complete. */
export const sourceLocale: Locale = "fr";
