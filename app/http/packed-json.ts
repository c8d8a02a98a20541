/** A value packed as one string for a page; `unpackJson` decodes it. */
export type PackedJson<Value> = string & { readonly holds?: Value };

/** Swaps quotes and backticks (self-inverse): packed JSON travels inside JSON, where every quote would be escaped. */
export const swapQuotes = (text: string): string =>
  text.replace(/["`]/g, (quote) => (quote === '"' ? "`" : '"'));

/**
 * Packs a value as one JSON string. Remix's turbo-stream numbers every value that loaders send, so long lists
 * of small objects are a third larger than as JSON; use this for those.
 */
export const packJson = <Value>(value: Value): PackedJson<Value> => swapQuotes(JSON.stringify(value));

/** Unpacks a value. */
export const unpackJson = <Value>(piece: PackedJson<Value>): Value => JSON.parse(swapQuotes(piece));
