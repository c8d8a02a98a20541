/** A part of a bar: how many, and in which tone. */
interface Part {
  key: string;
  label: string;
  count: number;
  tone: "neutral" | "accent" | "ochre" | "leaf" | "alert";
}

export interface Bar {
  label: string;
  parts: Part[];
}

const [width, labelWidth, barHeight, gap] = [720, 230, 20, 10];
/** Maximum length of a label beside its bar. */
const maxLabel = 34;

/**
 * Horizontal bars, drawn on the server. The figures stand in the table below each chart, so that it is an image with a
 * name and no more.
 */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const total = ({ parts }: Bar) => parts.reduce((sum, { count }) => sum + count, 0);
  const max = Math.max(1, ...bars.map(total));
  const scale = (count: number) => (count / max) * (width - labelWidth - 40);
  const height = bars.length * (barHeight + gap) + gap;
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {bars.map((bar, index) => {
        const y = gap + index * (barHeight + gap);
        let x = labelWidth;
        return (
          <g key={bar.label}>
            <text x={labelWidth - 8} y={y + 14} text-anchor="end">
              {bar.label.length > maxLabel ? `${bar.label.slice(0, maxLabel - 1)}…` : bar.label}
            </text>
            {bar.parts.map((part) => {
              const from = x;
              x += scale(part.count);
              return part.count > 0 ? (
                <rect
                  key={part.key}
                  className={`tone-${part.tone}`}
                  x={from}
                  y={y}
                  width={Math.max(1, x - from - 1)}
                  height={barHeight}
                >
                  <title>{`${part.label} : ${part.count}`}</title>
                </rect>
              ) : null;
            })}
            <text x={x + 6} y={y + 14}>
              {total(bar)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
