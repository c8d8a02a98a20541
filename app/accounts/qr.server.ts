import { encode } from "uqr";

/** A QR code as the path of an SVG whose modules are one unit wide, with the quiet border that cameras need. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const rows = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: rows.join("") };
}

/** Dark modules of a row that touch each other, as [first, how many]. */
function runsOf(row: boolean[]): [first: number, length: number][] {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return starts.map((first) => {
    const end = row.indexOf(false, first);
    return [first, (end < 0 ? row.length : end) - first];
  });
}
