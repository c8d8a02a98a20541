import { encode } from "uqr";

/** A QR code as an SVG path with modules one unit wide and the quiet zone that scanners require. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const rows = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: rows.join("") };
}

/** Runs of adjacent dark modules in a row, as [first, length]. */
function runsOf(row: boolean[]): [first: number, length: number][] {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return starts.map((first) => {
    const end = row.indexOf(false, first);
    return [first, (end < 0 ? row.length : end) - first];
  });
}
