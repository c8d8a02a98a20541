/**
 * The languages of the portal. A locale is known when `app/i18n/messages.<locale>.json` exists; adding a third
 * one means adding that file and one per room, nothing else.
 */
export type Locale = string;

/** The working language of the network, and the one every catalogue is complete in. */
export const sourceLocale: Locale = "fr";
