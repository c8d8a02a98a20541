/** Durations or counts of one thing, and what one says of them. */
export class Figures {
  readonly values: number[] = [];

  add(value: number): void {
    this.values.push(value);
  }

  /** The value that so many percent stay below. */
  percentile(percent: number): number {
    const sorted = [...this.values].sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
  }
}

/** Milliseconds, as a table shows them. */
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** One line of the report: a figure, and where there is one its limit, and whether it keeps it. */
export interface Line {
  what: string;
  figure: string;
  limit?: string;
  kept?: boolean;
}

/** One bench: measures side by side in one run, and says what it found. */
export type Bench = () => Promise<Line[]>;

/** Says on the side how far a bench is. */
export const step = (words: string): void => void process.stderr.write(`… ${words}\n`);

/** Writes lines as a table for the terminal, which is also Markdown. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, figure, limit = "", kept }) => [what, figure, limit, verdict(kept)]);
  const all = [["what", "measured", "limit", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(all[0] ?? []), rule, ...rows.map(line)].join("\n");
}

const verdict = (kept: boolean | undefined): string => (kept === undefined ? "" : kept ? "kept" : "MISSED");
