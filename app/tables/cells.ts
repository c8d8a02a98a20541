/**
 * The cell with single spaces. The patterns below look for at most one space: `\s*` before a separator takes time in the
 * square of a run of blanks that no separator follows.
 */
export const singleSpaced = (cell: string): string => cell.replace(/[^\S\n\r]+/g, " ");

/** Separators that no value contains. A dash counts only between spaces. */
const surely = / ?[;|\n\r•·]+ ?/;
/** Separators that a value may contain ("Accès à la justice et droits", "OSC/ONG"). */
const perhaps = /( ?[,/+&] ?| [-–—] | (?:et|and|ou|or) )/i;
/** Maximum number of values in one cell; the rest is ignored. */
const maxValues = 200;

/** Splits a cell without a known vocabulary, at separators that no value contains. */
export const splitCell = (cell: string): string[] =>
  singleSpaced(cell)
    .split(surely)
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, maxValues);

/** Splits a cell of short names that contain no commas. */
export const splitNames = (cell: string): string[] =>
  splitCell(cell)
    .flatMap((part) => part.split(/ ?, ?| \/ /))
    .filter(Boolean)
    .slice(0, maxValues);

/**
 * Splits a cell with a known vocabulary. Between separators that a value may contain, the longest known run is
 * one value: "Accès à la justice et droits, femmes et enfants".
 * @param find the meaning of a word; undefined where it is not known.
 */
export function readList<Value>(cell: string, find: (word: string) => Value | undefined) {
  const values: Value[] = [];
  const unknown: string[] = [];
  for (const part of splitCell(cell)) {
    const pieces = part.split(perhaps).slice(0, maxValues);
    for (let from = 0; from < pieces.length; ) {
      const run = longestRun(pieces, from, find);
      if (run) values.push(run.value);
      else if (pieces[from]?.trim()) unknown.push(pieces[from]?.trim() ?? "");
      from = run ? run.next : from + 2;
    }
  }
  return { values, unknown };
}

/** The longest known run of `pieces`, in which words and separators alternate. */
function longestRun<Value>(
  pieces: readonly string[],
  from: number,
  find: (word: string) => Value | undefined,
) {
  // Longer runs are never a name.
  const last = Math.min(pieces.length - 1, from + 12);
  for (let to = last - ((last - from) % 2); to >= from; to -= 2) {
    const value = find(
      pieces
        .slice(from, to + 1)
        .join("")
        .trim(),
    );
    if (value !== undefined) return { value, next: to + 2 };
  }
  return undefined;
}

/** Starts at a boundary and is bounded, so that a long word without "@" is read once. */
const address = /(?<![^\s<>;,:"'()[\]|/])[^\s<>;,:"'()[\]|/]{1,254}@[^\s<>;,:"'()[\]|/]{1,254}/g;

/** The mail addresses in a cell, in any notation: "Nom <adresse>", "mailto:…", several with any separator. */
export const addressesIn = (cell: string): string[] =>
  (cell.match(address) ?? []).slice(0, maxValues).map(withoutDots);

function withoutDots(found: string): string {
  const start = found.search(/[^.]/);
  let end = found.length;
  while (end > start && /[.…]/.test(found.charAt(end - 1))) end -= 1;
  return found.slice(Math.max(0, start), end);
}
