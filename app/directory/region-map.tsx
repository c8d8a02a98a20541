import { Link } from "../ui/link";
import type { RegionTile } from "../ui/region-tiles";
import { Table } from "../ui/table";
import { useMessages } from "./messages";

/**
 * Simplified outlines of the eight regions, drawn by us, not a survey. Niamey, a city within Tillabéri, is a disc. Units:
 * twenty to a degree.
 */
const outlines: Record<string, string> = {
  "NE-1":
    "M88 136 89 96 120 89 174 45 244 6 288 25 304 16 308 47 324 72 316 103 314 142 264 138 232 148 194 167 162 173 142 175 134 161 120 140z",
  "NE-2": "M232 148 224 181 222 214 254 220 276 208 276 192 314 142 264 138z",
  "NE-3": "M60 237 56 222 62 210 82 198 94 207 83 225 76 249z",
  "NE-4": "M142 175 134 194 128 208 148 220 172 221 168 194 162 173z",
  "NE-5": "M74 173 88 136 120 140 134 161 142 175 134 194 128 208 112 204 94 207 82 198 80 181z",
  "NE-6": "M8 181 74 173 80 181 82 198 62 210 56 222 60 237 52 245 46 231 24 220 12 198z",
  "NE-7": "M162 173 194 167 232 148 224 181 222 214 172 221 168 194z",
};

/** Position of each region's figure. */
const middles: Record<string, [x: number, y: number]> = {
  "NE-1": [196, 92],
  "NE-2": [254, 180],
  "NE-3": [79, 218],
  "NE-4": [149, 195],
  "NE-5": [108, 174],
  "NE-6": [40, 184],
  "NE-7": [198, 194],
  "NE-8": [43, 213],
};

interface RegionMapProps {
  label: string;
  regions: readonly RegionTile[];
  describe: (region: RegionTile) => string;
}

/** Map of the regions, darker for larger counts; each region is a filter link. A table with the same figures follows. */
export function RegionMap({ label, regions, describe }: RegionMapProps) {
  const t = useMessages();
  const largest = Math.max(1, ...regions.map(({ count }) => count));
  return (
    <div className="region-map">
      {/* biome-ignore lint/a11y/useSemanticElements: a picture has no fieldset */}
      <svg viewBox="-6 0 342 258" role="group" aria-label={label}>
        {regions.map((region) => (
          <Link
            key={region.code}
            to={region.to}
            preventScrollReset
            className={`level-${levelOf(region, largest)}`}
            aria-current={region.current ? "true" : undefined}
            aria-label={describe(region)}
          >
            <Shape code={region.code} />
          </Link>
        ))}
        {/* Labels come after all shapes, since a name may extend into the neighbouring region; the links have their
            own names. */}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in an SVG text takes the focus */}
        <g aria-hidden="true">
          {regions.map((region) => (
            <Figure key={region.code} region={region} dark={levelOf(region, largest) === maxLevel} />
          ))}
        </g>
      </svg>
      <details>
        <summary>{t("map.asTable")}</summary>
        <Table
          caption={label}
          hideCaption
          rows={regions}
          rowKey={({ code }) => code}
          columns={[
            {
              key: "name",
              header: t("list.facet.region"),
              heading: true,
              cell: ({ name, to }) => (
                <Link to={to} preventScrollReset>
                  {name}
                </Link>
              ),
            },
            { key: "count", header: t("map.count"), numeric: true, cell: ({ count }) => count },
          ]}
        />
      </details>
    </div>
  );
}

const maxLevel = 4;

const levelOf = ({ count }: RegionTile, largest: number): number =>
  count === 0 ? 0 : Math.max(1, Math.ceil((count / largest) * maxLevel));

function Shape({ code }: { code: string }) {
  const [x, y] = middles[code] ?? [0, 0];
  return code === "NE-8" ? <circle cx={x} cy={y} r="12" /> : <path d={outlines[code]} />;
}

/** The figure with the name below it; Niamey's is outside its disc. */
function Figure({ region: { code, name, count }, dark }: { region: RegionTile; dark: boolean }) {
  const [x, y] = middles[code] ?? [0, 0];
  if (code === "NE-8") {
    return (
      <>
        <text className={dark ? "dark" : undefined} x={x} y={y + 5}>
          {count}
        </text>
        <text className="region-name outside" x={24} y={253}>
          {name}
        </text>
      </>
    );
  }
  return (
    <text className={dark ? "dark" : undefined} x={x} y={y}>
      {count}
      <tspan className="region-name" x={x} dy="13">
        {name}
      </tspan>
    </text>
  );
}
