/** The mention that is being typed before the caret. */
export interface MentionQuery {
  /** Where its `@` stands. */
  from: number;
  q: string;
}

const begun = /(?<![\p{L}\p{N}@_/.\\[])@["“«]?\s?([\p{L}\p{N}][^"“”«»\n@]{0,40})$/u;

/** Reads the mention that ends at the caret; null when there is none. */
export function readMentionQuery(text: string, caret: number): MentionQuery | null {
  const before = text.slice(Math.max(0, caret - 60), caret);
  const match = begun.exec(before);
  const q = match?.[1]?.trimStart();
  return match && q ? { from: caret - before.length + match.index, q } : null;
}
