/** What no value contains: each of these ends one. A dash counts between blanks alone. */
const surely = /\s*[;|\n\r•·]+\s*/;
/** What may also stand within a value ("Accès à la justice et droits", "OSC/ONG"). */
const perhaps = /(\s*[,/+&]\s*|\s+[-–—]\s+|\s+(?:et|and|ou|or)\s+)/i;
/** More values than this in one cell are not read. */
const maxValues = 200;

/** The values of a cell whose words are not known: by the separators that no value contains. */
export const splitCell = (cell: string): string[] => cell.split(surely).filter(Boolean).slice(0, maxValues);

/** The values of a cell of short names without commas of their own. */
export const splitNames = (cell: string): string[] =>
  splitCell(cell)
    .flatMap((part) => part.split(/\s*,\s*|\s+\/\s+/))
    .filter(Boolean)
    .slice(0, maxValues);

/**
 * The values of a cell of a list whose words are known. Between separators that may belong to a value, the longest run
 * that is known is one value: "Accès à la justice et droits, femmes et enfants".
 * @param find what a word means; undefined where it is not known.
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

/** Words and separators alternate in `pieces`. */
function longestRun<Value>(
  pieces: readonly string[],
  from: number,
  find: (word: string) => Value | undefined,
) {
  // Longer runs than this are no name of anything.
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

const address = /[^\s<>;,:"'()[\]|/]+@[^\s<>;,:"'()[\]|/]+/g;

/** The mail addresses of a cell, however they stand there: "Nom <adresse>", "mailto:…", several with any separator. */
export const addressesIn = (cell: string): string[] =>
  (cell.match(address) ?? []).map((found) => found.replace(/^\.+|[.…]+$/g, "")).slice(0, maxValues);
