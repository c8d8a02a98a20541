import { Link } from "./link";
import { useMessages } from "./messages";

export interface RegionTile {
  /** ISO 3166-2: NE-1 Agadez … NE-8 Niamey. */
  code: string;
  name: string;
  count: number;
  to: string;
  current?: boolean;
}

interface RegionTilesProps {
  /** What is counted, as the label of the list: "Structures par région". */
  label: string;
  regions: readonly RegionTile[];
  /** One region in words, for screen readers: "Agadez : 19 structures". */
  describe?: (region: RegionTile) => string;
}

/** 0 for none, then four steps up to the largest count. */
function levelOf(count: number, largest: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil((count / largest) * 4));
}

/**
 * The eight regions of Niger as tiles in map position, darker for larger counts. A list of links in the given order:
 * screen readers read names and counts, and the shade only repeats the figure.
 */
export function RegionTiles({ label, regions, describe }: RegionTilesProps) {
  const t = useMessages();
  const largest = Math.max(1, ...regions.map(({ count }) => count));
  return (
    <div className="tiles">
      <ul aria-label={label}>
        {regions.map((region) => (
          <li key={region.code} className={`tile-${region.code.toLowerCase()}`}>
            <Link
              to={region.to}
              preventScrollReset
              className={`tile level-${levelOf(region.count, largest)}`}
              aria-current={region.current ? "true" : undefined}
              aria-label={describe?.(region)}
            >
              <b>{region.count}</b>
              <span>{region.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="tiles-scale" aria-hidden="true">
        {t("tiles.fewer")}
        {[0, 1, 2, 3, 4].map((level) => (
          <i key={level} className={`tile level-${level}`} />
        ))}
        {t("tiles.more")}
      </p>
    </div>
  );
}
