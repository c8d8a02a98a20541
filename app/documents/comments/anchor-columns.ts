import type { Anchor, Location } from "./anchors";

/** The columns of an anchor. */
export const anchorColumns = ({ start, end, points, quotation, before, after }: Anchor) => {
  const bytes = points.map((point) => Buffer.from(point));
  return { start: Buffer.from(start), end: Buffer.from(end), points: bytes, quotation, before, after };
};

/** The columns of the place of a passage; all null for one that was deleted. */
export const locationColumns = (location: Location | null) => {
  const { block = null, from = null, to = null } = location ?? {};
  return { block, fromOffset: from, toOffset: to };
};

interface StoredLocation {
  block: number | null;
  fromOffset: number | null;
  toOffset: number | null;
}

/** The place of a passage, from its columns. */
export const locationOf = ({ block, fromOffset, toOffset }: StoredLocation): Location | null =>
  block === null || fromOffset === null || toOffset === null
    ? null
    : { block, from: fromOffset, to: toOffset };
