import { createHash } from "node:crypto";
import { wordKey } from "../tables/keys";

/** What a recommendation is recognised by. */
export interface Identity {
  annotationId?: string | null;
  symbol?: string | null;
  paragraph?: string | null;
  text: string;
}

/** A document symbol without spaces and case: "a/hrc/41/38/add.1". */
export const symbolKey = (symbol: string): string => symbol.toLowerCase().replace(/\s+/g, "");

/** A paragraph without punctuation: "72 k)", "72. (k)" and "§ 72k" are the same. */
export const paragraphKey = (paragraph: string): string => paragraph.toLowerCase().replace(/[^a-z0-9]/g, "");

const textKey = (text: string) => createHash("sha256").update(wordKey(text)).digest("hex").slice(0, 32);

/**
 * The keys of a recommendation, the strongest first: its annotation id, its symbol and paragraph, its symbol and
 * normalised text.
 */
export function keysOf({ annotationId, symbol, paragraph, text }: Identity): string[] {
  const of = symbolKey(symbol ?? "");
  return [
    ...(annotationId ? [`a ${annotationId.toLowerCase()}`] : []),
    ...(of && paragraph && paragraphKey(paragraph) ? [`p ${of} ${paragraphKey(paragraph)}`] : []),
    `t ${of} ${textKey(text)}`,
  ];
}
