/** Characters that show nothing although Unicode counts them among letters and symbols: fillers, the empty Braille cell. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** Whether a text shows nothing: no visible letter, mark, number, punctuation or symbol. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(text.replace(invisible, ""));
}
