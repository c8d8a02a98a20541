/**
 * Whether a string has no visible character: only white space, invisible and ignorable characters (zero-width
 * signs, direction marks, Hangul fillers, the empty Braille cell, variation selectors) and combining marks
 * without a base.
 */
export const isBlank = (text: string): boolean => !visible.test(text);

/** U+2800, U+FFFC and U+1D159 have the category of symbols, but are drawn as nothing. */
const visible = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]/u;
