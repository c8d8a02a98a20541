/** A value on its way to a page in one piece of text; `readPiece` gives it back. */
export type PackedJson<Value> = string & { readonly holds?: Value };

/** Quotes and backticks change places, and back: a piece travels as JSON inside JSON, where every quote is escaped. */
export const swapQuotes = (text: string): string =>
  text.replace(/["`]/g, (quote) => (quote === '"' ? "`" : '"'));

/**
 * Makes one piece of a value that JSON can hold. Remix numbers every value of what loaders send, so that long lists of
 * small objects weigh a third more than as JSON; for those it is worth it.
 */
export const packJson = <Value>(value: Value): PackedJson<Value> => swapQuotes(JSON.stringify(value));

/** The value of a piece. */
export const unpackJson = <Value>(piece: PackedJson<Value>): Value => JSON.parse(swapQuotes(piece));
